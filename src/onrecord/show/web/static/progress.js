"use strict";
(() => {
  const shown = document.getElementById("job");
  if (!shown) return;
  const count = document.getElementById("job-count");
  const look = async () => {
    try {
      const answer = await fetch(`/add/${shown.dataset.job}?format=json`);
      const job = await answer.json();
      if (!answer.ok || job.state === "done" || job.state === "failed") { location.reload(); return; }
      const number = job.added.length;
      count.textContent = job.state === "waiting"
        ? "waits for another to be read"
        : `${number} ${number === 1 ? "report" : "reports"} on record`;
    } catch {
      count.textContent = "the server does not answer";
    }
    setTimeout(look, 700);
  };
  setTimeout(look, 400);
})();
