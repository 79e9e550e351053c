"use strict";
// words marked in the text become places in a field, counted in characters of the report
(() => {
  const text = document.getElementById("text");
  if (!text) return;
  const start = Number(text.dataset.start);
  const length = (words) => Array.from(words).length;  // code points, as the record counts
  const before = (node, offset) => {
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(node, offset);
    return length(range.toString());
  };
  const marked = () => {
    const chosen = getSelection();
    if (chosen.isCollapsed || !chosen.rangeCount) return null;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const words = range.toString();
    const first = start + before(range.startContainer, range.startOffset);
    const lead = length(words) - length(words.trimStart());
    return `${first + lead}-${first + lead + length(words.trim())}`;
  };
  for (const button of document.querySelectorAll("button.take")) {
    button.hidden = false;
    button.addEventListener("mousedown", (event) => event.preventDefault());  // keeps the marking
    button.addEventListener("click", () => {
      const place = marked();
      const field = document.getElementById(button.dataset.for);
      if (place) field.value = place;
      field.focus();
    });
  }
})();
