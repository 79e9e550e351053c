// What all pictures share: colours of the page, data of the page's own address, files to take away.

const root = document.documentElement;

/** The value of a colour of the page, as it is now (light or dark). */
export function colour(name) {
  return getComputedStyle(root).getPropertyValue(`--${name}`).trim();
}

/** Fetch the data of a picture, draw it, and draw it again when the width or the colours change. */
export async function picture(draw) {
  const place = document.getElementById("picture");
  if (!place) return;
  let data;
  try {
    const answer = await fetch(place.dataset.source);
    data = await answer.json();
    if (!answer.ok) throw new Error(data.error);
  } catch (error) {
    place.hidden = false;
    const words = document.createElement("p");
    words.className = "failed";
    words.textContent = `The picture could not be drawn: ${error.message}`;
    place.replaceChildren(words);
    return;
  }
  place.hidden = false;
  const again = () => draw(place, data);
  again();
  place.dataset.drawn = "yes";
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(place.clientWidth - width) < 8) return;
    width = place.clientWidth;
    again();
  }).observe(place);
}

/** True where the reader asked for less motion. */
export function still() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** Make the links of a picture one stop of the Tab key; the arrow keys lead from one to the next. */
export function roving(svg) {
  const links = [...svg.querySelectorAll("a")];
  links.forEach((link, number) => link.setAttribute("tabindex", number ? -1 : 0));
  svg.addEventListener("keydown", (event) => {
    const here = links.indexOf(document.activeElement);
    const step = STEPS[event.key];
    if (here < 0 || step === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(here + step, 0), links.length - 1);
    links[here].setAttribute("tabindex", -1);
    links[next].setAttribute("tabindex", 0);
    links[next].focus();
  });
}

/** Put the buttons to work that save a picture: `files` gives a Blob for "svg" and for "png". */
export function savable(name, files) {
  for (const button of document.querySelectorAll("button[data-save]")) {
    const kind = button.dataset.save;
    button.hidden = !files[kind];
    button.onclick = async () => save(await files[kind](), `${name}.${kind}`);
  }
}

/** Several SVG elements, one below the other, as one file. */
export function svgFile(elements) {
  const space = "http://www.w3.org/2000/svg";
  const whole = document.createElementNS(space, "svg");
  const sizes = elements.map((one) => one.viewBox.baseVal);
  const width = Math.max(...sizes.map((size) => size.width));
  const height = sizes.reduce((sum, size) => sum + size.height, 0);
  whole.setAttribute("xmlns", space);
  whole.setAttribute("viewBox", `0 0 ${width} ${height}`);
  whole.setAttribute("width", width);
  whole.setAttribute("height", height);
  whole.setAttribute("font-family", "system-ui, sans-serif");
  const paper = document.createElementNS(space, "rect");
  paper.setAttribute("width", width);
  paper.setAttribute("height", height);
  paper.setAttribute("fill", colour("paper"));
  whole.append(paper);
  let below = 0;
  elements.forEach((one, number) => {
    const part = one.cloneNode(true);
    part.setAttribute("y", below);
    part.setAttribute("color", colour("ink"));
    whole.append(part);
    below += sizes[number].height;
  });
  return new Blob([new XMLSerializer().serializeToString(whole)], { type: "image/svg+xml" });
}

/** An SVG file as PNG, with twice as many points as it has on the screen. */
export async function pngFile(svg) {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * 2;
    canvas.height = image.height * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
