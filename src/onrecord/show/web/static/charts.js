// Events and their mean Goldstein score over time.
import { colour, picture, pngFile, savable, svgFile } from "./drawing.js";

const OTHERS = 9; // the colour of what is not drawn one by one

picture((place, chart) => {
  const steps = { day: d3.utcDay, week: d3.utcMonday, month: d3.utcMonth, year: d3.utcYear };
  const step = steps[chart.step];
  const points = chart.points.map((point) => timed(point, step));
  const colours = chart.series.map((name, number) =>
    colour(`s${name === "others" ? OTHERS : number + 1}`),
  );
  const shared = {
    className: "plot", // its style is let through by the page's policy under this name
    width: Math.max(place.clientWidth, 320),
    marginLeft: 48,
    color: { domain: chart.series, range: colours },
    x: { type: "utc", label: null, domain: span(points, step) },
    style: { color: colour("ink"), background: "transparent" },
  };
  const bars = Plot.plot({
    ...shared,
    height: 260,
    ariaLabel: "Events over time; the table below has the numbers",
    y: { label: null, grid: true, tickFormat: "~s", ticks: wholeTicks(points) },
    marks: [
      Plot.rectY(points, {
        x: "day", y: "count", interval: step, fill: "series", order: chart.series, inset: 0.3,
        title: (point) => told(point, chart.step),
      }),
      Plot.ruleY([0], { stroke: colour("quiet") }),
    ],
  });
  const lines = Plot.plot({
    ...shared,
    height: 220,
    ariaLabel: "Mean Goldstein score over time; the table below has the numbers",
    y: { label: null, grid: true, domain: [-10, 10] },
    marks: [
      Plot.ruleY([0], { stroke: colour("quiet") }),
      Plot.lineY(gapped(points, chart.series, step), {
        x: "middle", y: "goldstein", stroke: "series", z: "series", strokeWidth: 1.8,
      }),
      Plot.dot(points.filter((point) => point.goldstein !== null), {
        x: "middle", y: "goldstein", fill: "series", r: 2.6, title: (point) => told(point, chart.step),
      }),
    ],
  });
  for (const [name, drawn] of [["count", bars], ["goldstein", lines]]) {
    const figure = place.querySelector(`figure[data-of=${name}]`);
    figure.querySelector("svg")?.remove();
    drawn.setAttribute("role", "img");
    for (const part of drawn.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label");
    figure.append(drawn);
  }
  const file = () => svgFile([bars, lines, key(chart.series, colours, shared.width)]);
  savable("charts", { svg: file, png: () => pngFile(file()) });
});

/** A point with its first day and the middle of its step. */
function timed(point, step) {
  const day = new Date(point.day);
  return { ...point, day, middle: new Date((+day + +step.offset(day, 1)) / 2) };
}

/** Ticks from nothing to the highest bar, at whole numbers only. */
function wholeTicks(points) {
  const highest = d3.max(d3.rollup(points, (all) => d3.sum(all, (one) => one.count), (one) => +one.day).values());
  return d3.ticks(0, highest, 6).filter(Number.isInteger);
}

/** From the first step to the end of the last. */
function span(points, step) {
  const [first, last] = d3.extent(points, (point) => point.day);
  return [first, step.offset(last, 1)];
}

/** Points with one of no score wherever a step is missing, so that no line leads over it. */
function gapped(points, series, step) {
  const found = [];
  for (const name of series) {
    let before = null;
    for (const point of points.filter((one) => one.series === name)) {
      if (before && step.offset(before, 1) < point.day)
        found.push({ series: name, middle: step.offset(before, 1), goldstein: NaN });
      found.push({ ...point, goldstein: point.goldstein ?? NaN });
      before = point.day;
    }
  }
  return found;
}

function told(point, step) {
  const length = { day: 10, week: 10, month: 7, year: 4 }[step];
  const score = point.goldstein === null ? "" : `, mean Goldstein ${point.goldstein}`;
  return `${point.day.toISOString().slice(0, length)} ${point.series}: ${point.count}${score}`;
}

/** The key of the colours, for the file. */
function key(series, colours, width) {
  const across = Math.max(Math.floor(width / 200), 1);
  const rows = Math.ceil(series.length / across);
  const drawn = d3.create("svg:svg").attr("width", width).attr("height", rows * 20 + 10);
  drawn.attr("viewBox", `0 0 ${width} ${rows * 20 + 10}`).attr("font-size", 12);
  const each = drawn.selectAll("g").data(series).join("svg:g");
  each.attr("transform", (_, n) => `translate(${48 + (n % across) * 190} ${Math.floor(n / across) * 20})`);
  each.append("svg:rect").attr("width", 11).attr("height", 11).attr("fill", (_, n) => colours[n]);
  each.append("svg:text").attr("x", 17).attr("y", 10).attr("fill", colour("ink")).text((name) => name);
  return drawn.node();
}
