"use strict";
/* The map: places with their uncertainty, who held them, and how many of the shown events they have. Plain Mercator, drawn anew on zoom. */

const EARTH = 6371008.8; // metres, mean radius (IUGG)
const LARGE = 5000; // metres: what is more uncertain is an area, not a place
const located = data.places.filter(
  (place) => place.point && place.within !== null && place.type !== "country" && place.type !== "governorate",
);
const areas = data.places.filter((place) => place.type === "country" || place.type === "governorate");

const svg = d3.select("#map").append("svg").attr("role", "group");
svg.attr("aria-label", "Map of the places. Arrow keys go from place to place, Enter chooses one.");
const projection = d3.geoMercator();
const home = { scale: 1, translate: [0, 0] };
let size = { width: 0, height: 0 };
const path = d3.geoPath(projection);
const layers = ["land", "border", "rings", "names", "dots"].map((name) => svg.append("g").attr("class", name));
const [land, border, rings, names, dots] = layers;

/** Stripes of both sides, for a place of which accounts say different things. */
function addStripes() {
  const stripes = svg.append("defs").append("pattern").attr("id", "stripes").attr("width", 6).attr("height", 6);
  stripes.attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  stripes.append("rect").attr("width", 3).attr("height", 6).attr("class", "side government");
  stripes.append("rect").attr("x", 3).attr("width", 3).attr("height", 6).attr("class", "side opposition");
}

/** Fits the map into its room: at first it shows all settlements, with their names. */
function fitMap() {
  const width = Math.max(300, document.getElementById("map").clientWidth);
  size = { width, height: Math.max(300, Math.round(width * 0.66)) };
  svg.attr("viewBox", `0 0 ${size.width} ${size.height}`).attr("width", size.width).attr("height", size.height);
  const settlements = { type: "MultiPoint", coordinates: located.filter((place) => place.within < LARGE).map((place) => place.point) };
  const side = Math.min(90, width / 9);
  projection
    .clipExtent([
      [-20, -20],
      [size.width + 20, size.height + 20],
    ])
    .fitExtent(
      [
        [side, 70],
        [size.width - side, size.height - 60],
      ],
      settlements.coordinates.length > 1 ? settlements : data.ground.governorate,
    );
  zoom.translateExtent([
    [-size.width, -size.height],
    [2 * size.width, 2 * size.height],
  ]);
  Object.assign(home, { scale: projection.scale(), translate: projection.translate() });
  svg.call(zoom.transform, d3.zoomTransform(svg.node()));
}

/** The zoom at which the whole governorate is seen. */
function wholeGovernorate() {
  const fitted = d3.geoMercator().fitExtent(
    [
      [20, 20],
      [size.width - 20, size.height - 20],
    ],
    data.ground.governorate,
  );
  const times = fitted.scale() / home.scale;
  const [x, y] = [0, 1].map((axis) => fitted.translate()[axis] - home.translate[axis] * times);
  return d3.zoomIdentity.translate(x, y).scale(times);
}

/** The circle on the ground within which the place lies. */
function ring(place) {
  return d3
    .geoCircle()
    .center(place.point)
    .radius((place.within / EARTH) * (180 / Math.PI))();
}

function eventsAt(events, id) {
  return events.filter((event) => event.places.some(([place]) => place === id));
}

function described(place, many, holder) {
  const held = holder
    ? `, ${holder === "contested" ? "accounts differ on who held it" : `held by the ${holder}`}`
    : ", it is not said who held it";
  return `${place.name}: ${many} event${many === 1 ? "" : "s"}${held}. Position within ${place.within.toLocaleString("en")} m`;
}

function drawGround() {
  land
    .selectAll("path")
    .data(["turkey", "syria", "governorate"])
    .join("path")
    .attr("class", (name) => name)
    .attr("d", (name) => path(data.ground[name]));
  border.selectAll("path").data(["turkey"]).join("path").attr("class", "frontier").attr("d", path(data.ground.turkey));
  rings
    .selectAll("path")
    .data(located)
    .join("path")
    .attr("class", (place) => (place.within > LARGE ? "ring wide-area" : "ring"))
    .attr("d", (place) => path(ring(place)));
  const countries = [
    ["Turkey", [36.27, 36.06]],
    ["Syria", [36.93, 35.5]],
  ];
  names
    .selectAll("text.country")
    .data(countries)
    .join("text")
    .attr("class", "country")
    .attr("transform", ([, at]) => `translate(${projection(at)})`)
    .text(([name]) => name);
}

function drawDots() {
  const events = shown();
  const held = data.days ? heldOn(dayOfControl()) : new Map();
  const rows = located.map((place) => {
    const many = eventsAt(events, place.id).length;
    return { place, many, holder: held.get(place.id), at: projection(place.point), radius: many ? 5 + 1.7 * Math.sqrt(many) : 4 };
  });
  const marks = dots
    .selectAll("g")
    .data(rows, (row) => row.place.id)
    .join((enter) => {
      const group = enter.append("g").attr("role", "button").attr("tabindex", -1);
      group.append("circle");
      group.append("text").attr("class", "many");
      group.append("title");
      return group;
    });
  marks.attr("class", (row) => `place ${row.holder || "unsaid"}${row.many ? "" : " none"}${state.place === row.place.id ? " chosen" : ""}`);
  marks.attr("transform", (row) => `translate(${row.at})`).attr("aria-pressed", (row) => String(state.place === row.place.id));
  marks.attr("aria-label", (row) => described(row.place, row.many, row.holder));
  marks
    .select("circle")
    .attr("r", (row) => row.radius)
    .attr("fill", (row) => (row.holder === "contested" ? "url(#stripes)" : null));
  marks.select("title").text((row) => described(row.place, row.many, row.holder));
  marks.on("click", (_, row) => choose({ place: state.place === row.place.id ? "" : row.place.id, event: "" }));
  drawNames(rows);
  walkWithArrows(dots.node());
}

/** Names beside their dots, each on the first side on which it meets no other name or dot. */
function drawNames(rows) {
  const taken = rows.map((row) => box(row.at[0] - row.radius, row.at[1] - row.radius, 2 * row.radius, 2 * row.radius));
  const placed = [...rows]
    .sort((one, other) => other.many - one.many)
    .map((row) => {
      const width = row.place.name.length * 6.9 + 4;
      const [x, y, r] = [row.at[0], row.at[1], row.radius + 4];
      const sides = [
        [x + r, y - 8],
        [x - r - width, y - 8],
        [x - width / 2, y - r - 15],
        [x - width / 2, y + r - 1],
        [x + r, y + 4],
        [x + r, y - 20],
      ];
      const isFree = ([at, above]) =>
        at > 0 && at + width < size.width && !taken.some((other) => overlap(other, box(at, above, width, 15)));
      const [left, top] = sides.find(isFree) || sides[0];
      taken.push(box(left, top, width, 15));
      return { row, left, top };
    });
  const texts = names
    .selectAll("text.town")
    .data(placed, (one) => one.row.place.id)
    .join("text");
  texts
    .attr("class", (one) => `town${one.row.many ? "" : " none"}`)
    .attr("x", (one) => one.left + 2)
    .attr("y", (one) => one.top + 12)
    .text((one) => one.row.place.name);
}

function box(x, y, width, height) {
  return { x, y, width, height };
}

function overlap(one, other) {
  return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

/** A line of a round length in kilometres, for the middle of the map. */
function drawScale() {
  const [left, right] = [projection.invert([0, size.height / 2]), projection.invert([100, size.height / 2])];
  const metres = d3.geoDistance(left, right) * EARTH;
  const length = [0.5, 1, 2, 5, 10, 20, 50, 100].filter((km) => km * 1000 <= 1.3 * metres).pop() || 0.5;
  const wide = (100 * length * 1000) / metres;
  const group = svg
    .selectAll("g.bar")
    .data([length])
    .join("g")
    .attr("class", "bar")
    .attr("transform", `translate(16, ${size.height - 16})`);
  group
    .selectAll("path")
    .data([wide])
    .join("path")
    .attr("d", (w) => `M0,-5V0H${w}V-5`);
  group
    .selectAll("text")
    .data([length])
    .join("text")
    .attr("x", wide + 6)
    .text((km) => `${km} km`);
}

/** Events that have no dot: those of a whole governorate or country, and those of no place. */
function drawOthers() {
  const events = shown();
  const rows = areas.map((place) => ({ place, many: eventsAt(events, place.id).length })).filter((row) => row.many);
  const unplaced = events.filter((event) => event.places.length === 0).length;
  const list = d3
    .select("#map")
    .selectAll("p.others")
    .data([0])
    .join((enter) => enter.append("p").attr("class", "others small"));
  list.selectAll("span.before").data([0]).join("span").attr("class", "before").text("Without a dot of their own: ");
  const buttons = list
    .selectAll("button")
    .data(rows, (row) => row.place.id)
    .join((enter) => enter.append("button").attr("type", "button"));
  buttons.text((row) => `${row.place.name} as a whole (${row.many})`).attr("aria-pressed", (row) => String(state.place === row.place.id));
  buttons.on("click", (_, { place }) => choose({ place: state.place === place.id ? "" : place.id, event: "" }));
  list.selectAll("span.quiet").data([unplaced]).join("span").attr("class", "quiet").text(` no place named (${unplaced})`);
  list.attr("hidden", rows.length || unplaced ? null : "");
}

function redraw() {
  drawGround();
  drawDots();
  drawScale();
}

const zoom = d3
  .zoom()
  .scaleExtent([0.35, 30])
  .on("zoom", ({ transform }) => {
    projection.scale(home.scale * transform.k);
    projection.translate([home.translate[0] * transform.k + transform.x, home.translate[1] * transform.k + transform.y]);
    redraw();
  });

/** The wheel zooms only with Ctrl, so that the page can be scrolled over the map. */
zoom.filter((event) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button));

function addButtons() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const moved = () => (still ? svg : svg.transition().duration(250));
  const bar = d3.select("#map").insert("div", "svg").attr("class", "zoom").attr("role", "group").attr("aria-label", "Zoom");
  const buttons = [
    ["+", "Closer", () => moved().call(zoom.scaleBy, 1.6)],
    ["−", "Farther", () => moved().call(zoom.scaleBy, 1 / 1.6)],
    ["Places", "All places", () => moved().call(zoom.transform, d3.zoomIdentity)],
    ["Governorate", "The whole governorate", () => moved().call(zoom.transform, wholeGovernorate())],
  ];
  for (const [text, label, act] of buttons)
    bar.append("button").attr("type", "button").attr("aria-label", label).text(text).on("click", act);
}

function addLegend() {
  const rows = [
    ["government", "held by the government"],
    ["opposition", "held by the opposition"],
    ["contested", "contested: accounts differ"],
    ["unsaid", "holder not said"],
  ];
  const legend = d3.select("#map").append("ul").attr("class", "legend small").attr("aria-label", "Colours");
  for (const [name, words] of rows) {
    const item = legend.append("li");
    const dot = item
      .append("svg")
      .attr("width", 14)
      .attr("height", 14)
      .attr("aria-hidden", "true")
      .append("g")
      .attr("class", `place ${name}`);
    dot
      .append("circle")
      .attr("cx", 7)
      .attr("cy", 7)
      .attr("r", 6)
      .attr("fill", name === "contested" ? "url(#stripes)" : null);
    item.append("span").text(words);
  }
}

/** One stop of the Tab key for a group of marks; arrow keys go on from one to the next, Enter and the blank choose. */
function walkWithArrows(group) {
  const marks = [...group.children];
  const current = marks.find((mark) => mark === document.activeElement) || marks[0];
  for (const mark of marks) mark.setAttribute("tabindex", mark === current ? 0 : -1);
  group.onkeydown = (event) => {
    const at = marks.indexOf(document.activeElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) {
      event.preventDefault();
      const next = marks[(at + step + marks.length) % marks.length];
      marks[at].setAttribute("tabindex", -1);
      next.setAttribute("tabindex", 0);
      next.focus();
    } else if ((event.key === "Enter" || event.key === " ") && at >= 0) {
      event.preventDefault();
      marks[at].dispatchEvent(new MouseEvent("click", { bubbles: true }));
    }
  };
}

addStripes();
addButtons();
addLegend();
svg.call(zoom).on("dblclick.zoom", null);
fitMap();
