"use strict";
// on a narrow screen the filters are folded away until somebody wants them
if (matchMedia("(max-width: 44rem)").matches) {
  for (const fold of document.querySelectorAll(".filters .fold")) fold.open = false;
}
