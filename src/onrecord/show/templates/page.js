"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let behavior = "auto";  // at once while the page loads, smooth later
  const pieces = all(".piece");
  const facts = new Map(all(".fact").map((fact) => [fact.dataset.fact, fact]));
  const words = new Map();
  for (const piece of pieces) {
    for (const id of piece.dataset.facts.split(" ")) {
      if (!words.has(id)) words.set(id, []);
      words.get(id).push(piece);
    }
  }
  const column = document.getElementById("facts");
  const beside = () => getComputedStyle(column).position === "sticky";
  let kept = null;

  // light up a fact and its words, and nothing else
  const show = (id) => {
    all(".on").forEach((node) => node.classList.remove("on"));
    if (id === null) return;
    (words.get(id) || []).forEach((piece) => piece.classList.add("on"));
    if (facts.has(id)) facts.get(id).classList.add("on");
  };
  const keep = (id) => { kept = id; show(id); };

  // of the facts over a piece, the one that its core leads to, or else the one with the fewest
  // words; actors and events of no type count only where their layer is on
  const isOn = (layer) => document.getElementById("l-" + layer)?.checked;
  const isSeen = (id) => {
    if (id[0] === "A") return isOn("actor");
    return !facts.get(id)?.matches("#events .others .fact") || isOn("other");
  };
  const factOf = (piece) => {
    if (piece.hash) return piece.hash.slice(1);
    const ids = piece.dataset.facts.split(" ");
    const seen = ids.filter(isSeen);
    return (seen.length ? seen : ids)
      .reduce((a, b) => (words.get(b).length < words.get(a).length ? b : a));
  };
  const toFact = (id) => {
    const fact = facts.get(id);
    if (!fact) return;
    const folded = fact.closest("details");
    if (folded) folded.open = true;
    // beside the text, only the column moves, so that the text can move to the words at the same time
    if (!beside()) { fact.scrollIntoView({ block: "nearest", behavior }); return; }
    const top = fact.offsetTop - column.clientHeight / 3;
    column.scrollTo({ top, behavior });
  };
  const toWords = (id) => {
    const first = (words.get(id) || [])[0];
    if (first) first.scrollIntoView({ block: "center", behavior });
  };
  const go = (id, event) => {
    event.preventDefault();
    history.replaceState(null, "", "#" + id);
    keep(id);
  };

  for (const piece of pieces) {
    piece.addEventListener("mouseenter", () => show(factOf(piece)));
    piece.addEventListener("mouseleave", () => show(kept));
    piece.addEventListener("focus", () => { keep(factOf(piece)); toFact(kept); });
    piece.addEventListener("click", (event) => {
      if (!getSelection().isCollapsed) return;
      go(factOf(piece), event);
      toFact(kept);
    });
  }
  for (const [id, fact] of facts) {
    fact.addEventListener("mouseenter", () => show(id));
    fact.addEventListener("mouseleave", () => show(kept));
    fact.addEventListener("focusin", () => keep(id));
    fact.addEventListener("click", (event) => {
      const link = event.target.closest("a, button, summary");
      if (link && !link.classList.contains("id")) return;
      if (!getSelection().isCollapsed) return;
      go(id, event);
      toWords(id);
    });
  }
  const fromHash = () => {
    const name = location.hash.slice(1);
    const id = name.replace(/^w-/, "");
    if (!facts.has(id)) return;
    keep(id);
    if (beside() || name === id) toFact(id);
    if (beside() || name !== id) toWords(id);
  };
  addEventListener("hashchange", fromHash);
  addEventListener("keydown", (event) => { if (event.key === "Escape") keep(null); });
  fromHash();
  addEventListener("load", () => setTimeout(() => {  // the browser's own jump comes in between
    if (kept === location.hash.slice(1).replace(/^w-/, "")) fromHash();
    behavior = still ? "auto" : "smooth";
  }));

  const layers = document.querySelector(".layers");
  if (layers && innerWidth < 700) layers.open = false;

  const find = document.getElementById("find");
  if (find) {
    const rows = all("tbody tr").map((row) => [row, row.textContent.toLowerCase()]);
    find.closest("[hidden]").hidden = false;
    find.addEventListener("input", () => {
      const sought = find.value.trim().toLowerCase();
      let found = 0;
      for (const [row, text] of rows) {
        row.hidden = !text.includes(sought);
        if (!row.hidden) found += 1;
      }
      document.getElementById("found").textContent = sought ? String(found) + " found" : "";
    });
  }
})();
