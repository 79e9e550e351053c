// Graphs: a network of actors, and graphs in layers that lead from an origin to the reports.
import { colour, picture, savable } from "./drawing.js";

const LAYOUTS = {
  spread: (nodes) => ({ name: "cose", animate: false, randomize: false, nodeRepulsion: () => 90000,
    idealEdgeLength: () => 70, numIter: nodes > 60 ? 600 : 1200, gravity: 0.6, componentSpacing: 90, padding: 24, fit: true }),
  layers: () => ({ name: "dagre", rankDir: "LR", nodeSep: 46, rankSep: 130, padding: 24, fit: true }),
};
const SHAPES = { country: "hexagon", place: "hexagon", person: "ellipse", organization: "round-rectangle",
  claim: "round-rectangle", source: "ellipse", relay: "diamond", report: "rectangle" };
const NAME = 30; // signs of a name on the picture
const LARGEST = 1.5; // how many times its size a small graph is drawn
const WORDS = 70; // signs of a claim

picture((place, data) => {
  place.graph?.destroy();
  place.replaceChildren();
  const graph = data.tie ? networkOf(data) : layersOf(data);
  const layout = data.tie ? "spread" : "layers";
  const cy = cytoscape({
    container: place, // its width and height come from the page
    elements: [...graph.nodes, ...graph.edges],
    style: styles(),
    layout: start(graph, LAYOUTS[layout](graph.nodes.length)),
    userZoomingEnabled: false,
    minZoom: 0.2,
    maxZoom: 4,
  });
  legible(cy);
  cy.on("tap", "node", ({ target }) => {
    if (target.data("address")) location.assign(target.data("address"));
  });
  cy.on("mouseover", "node", ({ target }) => near(cy, target));
  cy.on("mouseout", "node", () => cy.elements().removeClass("far"));
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", `A network of ${graph.nodes.length}; the table below has the same`);
  place.onwheel = (event) => zoomed(cy, place, event);
  savable(data.tie ? "network" : "origins", { png: () => cy.png({ output: "blob-promise", scale: 2, full: true, bg: colour("paper") }) });
  place.graph = cy;
});

/** Who acts on or speaks of whom. */
function networkOf(data) {
  const most = Math.max(...data.nodes.map((node) => node.count));
  const thickest = Math.max(...data.edges.map((edge) => edge.count));
  return {
    nodes: data.nodes.map((node) => ({ data: {
      id: node.key, label: short(node.name), kind: node.kind, address: `/actor/${encodeURIComponent(node.key)}`,
      size: 14 + 34 * Math.sqrt(node.count / most),
    } })),
    edges: data.edges.map((edge, number) => ({ data: {
      id: `tie ${number}`, source: edge.source, target: edge.target, width: 1 + 5 * Math.sqrt(edge.count / thickest),
      mood: mood(edge.goldstein),
    } })),
  };
}

function mood(score) {
  if (score === null || score === 0) return "none";
  return score < 0 ? "conflict" : "cooperation";
}

/** A graph as {nodes: [{id, label, kind, address?}], edges: [{from, to, kind}]}. */
function layersOf(data) {
  return {
    nodes: data.nodes.map((node) => ({ data: { ...node, label: short(node.label, WORDS), size: 22 } })),
    edges: data.edges.map((edge, number) => ({ data: {
      id: `edge ${number}`, source: edge.from, target: edge.to, kind: edge.kind, width: 1.6, mood: "none",
    } })),
  };
}

/** Nodes begin on a circle, so that the same network is always drawn the same. */
function start(graph, layout) {
  graph.nodes.forEach((node, number) => {
    const turn = (2 * Math.PI * number) / graph.nodes.length;
    node.position = { x: 300 * Math.cos(turn), y: 300 * Math.sin(turn) };
  });
  return layout;
}

/** Names and marks as large as if the picture had not been made to fit. */
function legible(cy) {
  const grown = Math.min(Math.max(1 / cy.zoom(), 1), 2.6);
  cy.nodes().forEach((node) => {
    node.style({ "font-size": 11 * grown, "text-max-width": 110 * grown, "text-outline-width": 2 * grown,
      width: node.data("size") * Math.sqrt(grown), height: node.data("size") * Math.sqrt(grown) });
  });
  cy.fit(undefined, 20);
  if (cy.zoom() > LARGEST) {
    cy.zoom(LARGEST);
    cy.center();
  }
}

function styles() {
  const tint = { conflict: colour("conflict"), cooperation: colour("cooperation"), none: colour("quiet") };
  return [
    { selector: "node", style: {
      width: "data(size)", height: "data(size)", label: "data(label)", color: colour("ink"), "font-size": 11,
      "background-color": colour("s1"), "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap",
      "text-max-width": 110, "text-outline-color": colour("panel"), "text-outline-width": 2, "min-zoomed-font-size": 5,
      shape: (node) => SHAPES[node.data("kind")] ?? "ellipse",
    } },
    { selector: "node[kind = 'country'], node[kind = 'place'], node[kind = 'report']", style: { "background-color": colour("s3") } },
    { selector: "node[kind = 'organization'], node[kind = 'relay']", style: { "background-color": colour("s2") } },
    { selector: "node[kind = 'claim']", style: { "background-color": colour("s4") } },
    { selector: "edge", style: {
      width: "data(width)", "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8, opacity: 0.8,
      "line-color": (edge) => tint[edge.data("mood")], "target-arrow-color": (edge) => tint[edge.data("mood")],
      "line-style": (edge) => (edge.data("mood") === "conflict" ? "dashed" : "solid"),
    } },
    { selector: ".far", style: { opacity: 0.15 } },
  ];
}

function near(cy, node) {
  cy.elements().addClass("far");
  node.closedNeighborhood().removeClass("far");
}

/** The wheel turns the page, and with Ctrl it zooms. */
function zoomed(cy, place, event) {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const box = place.getBoundingClientRect();
  const at = { x: event.clientX - box.left, y: event.clientY - box.top };
  cy.zoom({ level: cy.zoom() * (event.deltaY < 0 ? 1.15 : 1 / 1.15), renderedPosition: at });
}

function short(name, most = NAME) {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}
