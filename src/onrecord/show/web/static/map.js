// Events on an offline map; a mark says how precisely the place is known.
import { colour, picture, pngFile, roving, savable, still, svgFile } from "./drawing.js";

const SHAPES = "/static/vendor/countries-50m.json";
const ANTARCTICA = "010"; // what lies below is cut, so that the rest is larger
const LARGEST = 22; // radius of the place of most events
const FEW = 25; // events for which a mark is not drawn as the largest
const shapes = fetch(SHAPES).then((answer) => answer.json());

picture(async (place, map) => {
  const world = topojson.feature(await shapes, "countries");
  const width = Math.max(place.clientWidth, 320);
  const height = Math.round(Math.min(width * 0.5, 620));
  const lived = { ...world, features: world.features.filter((one) => one.id !== ANTARCTICA) };
  const projection = d3.geoNaturalEarth1().fitExtent([[4, 4], [width - 4, height - 4]], lived);
  const svg = d3.create("svg").attr("viewBox", [0, 0, width, height]).attr("width", width);
  svg.attr("height", height).attr("role", "group").attr("aria-label", "Map of events; the tables below have the same");
  const land = svg.append("g");
  land.selectAll("path").data(world.features).join("path").attr("class", "land")
    .attr("d", d3.geoPath(projection)).attr("fill", colour("land")).attr("stroke", colour("coast"))
    .attr("stroke-width", 0.5);
  const marks = svg.append("g");
  const links = marks.selectAll("a").data(joined(map.spots, projection)).join("a");
  links.attr("href", (spot) => leads(map, spot)).attr("aria-label", told);
  links.append("title").text(told);
  const most = d3.max(map.spots, (spot) => spot.count) ?? 1;
  const radius = d3.scaleSqrt([0, Math.max(most, FEW)], [3, LARGEST]);
  links.append("circle").attr("r", (spot) => radius(spot.count)).attr("stroke", colour("s1"))
    .attr("fill", colour("s1")).attr("stroke-width", 1.5)
    .attr("fill-opacity", (spot) => ({ city: 0.75, region: 0.3, country: 0.08 })[spot.precision])
    .attr("stroke-dasharray", (spot) => (spot.precision === "country" ? "3 2" : null));
  const zoom = zoomed(svg, land, links, width, height);
  roving(svg.node());
  const figure = place.querySelector("figure");
  figure.replaceChildren(svg.node());
  for (const button of place.querySelectorAll("[data-zoom]")) button.onclick = () => zoom(button.dataset.zoom);
  const file = () => svgFile([svg.node()]);
  savable("map", { svg: file, png: () => pngFile(file()) });
  place.dataset.ready = "yes";
});

/** Spots with their points; those of one point are one mark, and the names of all stand on it. */
function joined(spots, projection) {
  const found = new Map();
  for (const spot of spots) {
    const at = projection([spot.longitude, spot.latitude]);
    const own = found.get(at.join());
    if (own) {
      own.count += spot.count;
      own.names.push(spot.name);
    } else found.set(at.join(), { ...spot, at, names: [spot.name] });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

/** The events of a place: the address of the page with the place as a filter. */
function leads(map, spot) {
  const query = new URLSearchParams(location.search);
  query.delete("at");
  query.set({ place: "place", actor: "acting", recipient: "recipient" }[map.at], spot.place);
  return `/events?${query}`;
}

function told(spot) {
  const known = { city: "", region: ", middle of the region", country: ", somewhere in the country" };
  const names = spot.names.slice(0, 6).join(", ") + (spot.names.length > 6 ? " …" : "");
  return `${names}${known[spot.precision]}: ${spot.count} ${spot.count === 1 ? "event" : "events"}`;
}

/** Zoom by buttons, wheel with Ctrl, and dragging; marks keep their size. */
function zoomed(svg, land, links, width, height) {
  const moved = ({ transform }) => {
    land.attr("transform", transform);
    links.attr("transform", (spot) => `translate(${transform.apply(spot.at)})`);
  };
  const zoom = d3.zoom().scaleExtent([1, 24]).translateExtent([[0, 0], [width, height]]).on("zoom", moved)
    .filter((event) => event.type !== "wheel" || event.ctrlKey || event.metaKey);
  svg.call(zoom).on("dblclick.zoom", null);
  moved({ transform: d3.zoomIdentity });
  return (way) => {
    const on = still() ? svg : svg.transition().duration(250);
    if (way === "all") on.call(zoom.transform, d3.zoomIdentity);
    else on.call(zoom.scaleBy, way === "in" ? 1.8 : 1 / 1.8);
  };
}
