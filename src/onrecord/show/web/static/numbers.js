// Figures over time, each a point or a range, with who gave it.
import { colour, picture, pngFile, roving, savable, svgFile } from "./drawing.js";

const FAR = 200; // how many times the least value the largest must be for a scale of powers
const NAMED = 12; // figures up to which their sources stand in the picture

picture((place, data) => {
  const numbers = data.numbers.map((one) => ({ ...one, day: new Date(one.day), at: one.low ?? one.high }));
  const ends = d3.extent(numbers.flatMap((one) => [one.low ?? one.high, one.high ?? one.low]));
  const far = ends[0] > 0 && ends[1] / ends[0] > FAR;
  const drawn = Plot.plot({
    className: "plot", // its style is let through by the page's policy under this name
    width: Math.max(place.clientWidth, 320),
    height: 340,
    marginLeft: 70,
    marginRight: 24,
    ariaLabel: "Figures by day; the table below has the same",
    style: { color: colour("ink"), background: "transparent" },
    x: { type: "utc", label: null, domain: days(numbers) },
    y: { type: far ? "log" : "linear", label: null, grid: true, nice: true, zero: !far, tickFormat: ",~f",
      ticks: far ? 5 : ticks(ends, data.unit) },
    r: { range: [0, 10], domain: [0, Math.max(4, d3.max(numbers, (one) => one.reports))] },
    marks: [
      Plot.link(numbers.filter((one) => one.low !== null && one.high !== null && one.low !== one.high), {
        x: "day", y1: "low", y2: "high", stroke: colour("figure"), strokeWidth: 2.5, strokeOpacity: 0.7,
      }),
      Plot.dot(numbers.filter((one) => one.low !== null && one.high !== null), {
        x: "day", y: "at", r: "reports", fill: colour("figure"), fillOpacity: 0.75, stroke: colour("paper"),
        href: (one) => `/fact/${one.id}`, title: told,
      }),
      Plot.dot(numbers.filter((one) => one.low === null || one.high === null), {
        x: "day", y: "at", r: 6, symbol: "triangle", rotate: (one) => (one.high === null ? 0 : 180),
        fill: colour("figure"), href: (one) => `/fact/${one.id}`, title: told,
      }),
      Plot.text(numbers.length <= NAMED ? numbers : [], {
        x: "day", y: "at", dx: 10, textAnchor: "start", text: (one) => short(one.who ?? one.outlet ?? ""),
        fill: colour("ink"), stroke: colour("paper"), strokeWidth: 3,
      }),
    ],
  });
  for (const part of drawn.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
  for (const link of drawn.querySelectorAll("a")) {
    link.setAttribute("aria-label", link.querySelector("title").textContent);
    link.setAttribute("href", link.getAttribute("xlink:href") ?? link.getAttribute("href"));
  }
  drawn.setAttribute("role", "group");
  roving(drawn);
  place.querySelector("figure").replaceChildren(drawn);
  const file = () => svgFile([drawn]);
  savable("figures", { svg: file, png: () => pngFile(file()) });
});

/** Ticks at whole numbers where things are counted. */
function ticks([least, most], unit) {
  const all = d3.ticks(Math.min(least, 0), most, 6);
  return unit === "count" ? all.filter(Number.isInteger) : all;
}

/** From the first day to the last, and some more for what stands beside them. */
function days(numbers) {
  const [first, last] = d3.extent(numbers, (one) => one.day);
  const slack = Math.max((last - first) * 0.04, 86400000);
  return [new Date(+first - slack), new Date(+last + slack * 3)];
}

function told(one) {
  const of = [one.words, one.of].filter(Boolean).join(" ");
  const who = one.who ?? one.outlet ?? "nobody named";
  const reports = one.reports > 1 ? `, in ${one.reports} reports` : "";
  return `${one.day.toISOString().slice(0, 10)}, ${who}: ${of}${reports}`;
}

function short(name) {
  return name.length > 26 ? `${name.slice(0, 25)}…` : name;
}
