// The items of a page of the timeline as lines in lanes: what was so, what lay ahead, what is open,
// what was denied, and what was said.
import { colour, picture, roving } from "./drawing.js";

const LANES = [
  ["done", "happened"],
  ["ahead", "lay ahead"],
  ["unsure", "possible"],
  ["not", "denied or not so"],
  ["said", "said"],
];
const DAY = 86400000;
const ROW = 13; // height of one row of a lane
const LEAST = 12; // points between two marks of one row

picture((place, page) => {
  const items = page.items.filter((item) => item.day).map(timed);
  const figure = place.querySelector("figure");
  figure.replaceChildren();
  place.hidden = !items.length;
  if (!items.length) return;
  const width = Math.max(place.clientWidth, 320);
  const [left, right] = [width < 600 ? 70 : 110, 16];
  const ends = [d3.min(items, (item) => item.from), d3.max(items, (item) => item.to)];
  const slack = Math.max((ends[1] - ends[0]) * 0.01, DAY / 2);
  const x = d3.scaleUtc([new Date(+ends[0] - slack), new Date(+ends[1] + slack)], [left, width - right]);
  const lanes = LANES.map(([name, label]) => laneOf(name, label, items, x)).filter((lane) => lane.rows);
  let below = 8;
  for (const lane of lanes) {
    lane.top = below;
    below += lane.rows * ROW + 10;
    for (const item of lane.items) item.y = lane.top + item.row * ROW + ROW / 2;
  }
  figure.append(drawn(lanes, items, x, width, below));
});

function timed(item) {
  const from = new Date(whole(item.day));
  const last = new Date(whole(item.last ?? item.day));
  return { ...item, from, to: new Date(+last + DAY), lane: item.what === "event" ? item.group : "said" };
}

function whole(day) {
  return day + "0000-01-01".slice(day.length);
}

/** A lane with its items, each on the first row where it touches no other. Marks of one day lie
    beside each other as long as there is room within the day. */
function laneOf(name, label, items, x) {
  const own = items.filter((item) => item.lane === name).sort((a, b) => a.from - b.from);
  const free = [];
  for (const item of own) {
    const [begin, end] = [x(item.from), x(item.to)];
    item.spans = item.to - item.from > DAY;
    const latest = item.spans ? begin : Math.max(end - LEAST, begin);
    const row = free.findIndex((taken) => taken <= latest);
    item.row = row < 0 ? free.length : row;
    item.x1 = Math.max(begin, free[item.row] ?? begin);
    item.x2 = item.spans ? end : item.x1;
    free[item.row] = Math.max(item.x2 + 4, item.x1 + LEAST);
  }
  return { name, label, items: own, rows: free.length };
}

function drawn(lanes, items, x, width, below) {
  const height = below + 22;
  const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width);
  svg.attr("height", height).attr("role", "group").attr("aria-label", "The items of the list below, by day");
  const axis = svg.append("g").attr("transform", `translate(0 ${below})`);
  axis.call(daysOf(x, Math.max(Math.floor(width / 120), 2)).tickSize(-below + 4).tickSizeOuter(0));
  axis.attr("font-family", null).attr("font-size", 11).attr("color", colour("quiet"));
  axis.selectAll("line").attr("stroke", colour("rule"));
  axis.select(".domain").attr("stroke", colour("rule"));
  const rows = svg.selectAll("g.lane").data(lanes).join("g").attr("class", "lane");
  rows.append("text").attr("x", 0).attr("y", (lane) => lane.top + ROW * 0.8).attr("font-size", 12)
    .attr("fill", (lane) => colour(lane.name)).text((lane) => lane.label);
  const links = svg.selectAll("a").data(items).join("a");
  links.attr("href", (item) => `/fact/${item.id}`).attr("aria-label", told).each(mark);
  links.append("title").text(told);
  links.on("mouseenter focus", (_, item) => lit(item.id, true));
  links.on("mouseleave blur", (_, item) => lit(item.id, false));
  roving(svg.node());
  return svg.node();
}

/** The axis, with no hours on it where the time is short. */
function daysOf(x, number) {
  const days = (x.domain()[1] - x.domain()[0]) / DAY;
  const axis = d3.axisBottom(x).ticks(number);
  if (days > 60) return axis;
  const step = Math.ceil(days / number);
  const ticks = d3.utcDay.range(d3.utcDay.ceil(x.domain()[0]), x.domain()[1], step);
  return axis.tickValues(ticks).tickFormat(d3.utcFormat("%-d %b %Y"));
}

/** A line as long as the time, with a mark at its beginning: hollow where the day is that of
    publication. */
function mark(item) {
  const here = d3.select(this);
  const tint = colour(item.lane);
  here.append("rect").attr("x", item.x1).attr("width", Math.max(item.x2 - item.x1, LEAST))
    .attr("y", item.y - ROW / 2).attr("height", ROW).attr("fill", "transparent");
  if (item.spans)
    here.append("line").attr("x1", item.x1 + 4).attr("x2", item.x2).attr("y1", item.y).attr("y2", item.y)
      .attr("stroke", tint).attr("stroke-width", 3).attr("stroke-opacity", 0.6);
  here.append("circle").attr("cx", item.x1 + 5).attr("cy", item.y).attr("r", 3.8).attr("stroke", tint)
    .attr("stroke-width", 1.6).attr("fill", item.dated ? tint : colour("paper"));
}

function told(item) {
  const time = item.last && item.last !== item.day ? `${item.day} to ${item.last}` : item.day;
  return [`${time}, ${item.status}`, item.who, item.words].filter(Boolean).join(": ");
}

function lit(id, on) {
  for (const line of document.querySelectorAll(".moment"))
    if (line.dataset.id === id) line.classList.toggle("on", on);
}
