"use strict";
/* The timeline: a row for each place, its events as spans over the days, and behind them who held it. The bars at the top choose days. */

const ROW = 12; // pixels of one layer of marks
const LEFT = 128;
const NARROW_LEFT = 108;
const TOP = 64;
const DAY = 86400000; // milliseconds
const BEYOND = 12; // pixels
const nowhere = { id: "", name: "no place named" };

const dated = data.events.filter((event) => event.first || event.last);
const toDate = (day) => new Date(`${day}T00:00:00Z`);
const toDay = (date) => date.toISOString().slice(0, 10);
// The day before the first end of anything: what may have begun long before still has its mark.
const firstDay = d3.min(dated, (event) => event.last || event.first);
const lastDay = d3.max(dated, (event) => (event.precision === "month" ? event.first : event.last || event.first));
const days = firstDay ? d3.utcDays(new Date(+toDate(firstDay) - DAY), new Date(+toDate(lastDay) + 2 * DAY)).map(toDay) : [];

/** Where a span begins and ends on the scale; open ends go beyond its borders, where they are cut off. */
function spanned([first, last], x) {
  const [from, to] = x.range();
  const start = first ? Math.max(from - BEYOND, x(toDate(first))) : from - BEYOND;
  const end = last ? Math.min(to + BEYOND, x(new Date(+toDate(last) + DAY))) : to + BEYOND;
  return [start, Math.max(end, start + 3)];
}

/** How a mark looks: by another claim than the record's; planned; sure of its days, or somewhere within them; contested; chosen. */
function looks({ event, number }) {
  const sure = (event.precision === "day" || event.precision === "range") && event.first && event.last;
  const kind = number > 0 ? "other" : event.status === "planned" ? "planned" : sure ? "sure" : "within";
  const more = { approximate: event.approximate, contested: event.grade === "contested" && number === 0 };
  const also = { ...more, chosen: state.event === event.id, far: !isOnDays(event) };
  return ["event", kind, ...Object.keys(also).filter((name) => also[name])].join(" ");
}

/** Rows by place with their marks in layers, so that no two lie on each other. */
function laidOut(x) {
  const drawn = fitting().flatMap((event) => spans(event).map((span, number) => ({ event, span, number })));
  const rows = [...data.places, nowhere].map((place) => {
    const here = drawn.filter(({ event }) => (place.id ? event.places.some(([id]) => id === place.id) : event.places.length === 0));
    const ends = [];
    const marks = here.map((one) => {
      const [start, end] = spanned(one.span, x);
      let layer = ends.findIndex((before) => before <= start);
      if (layer < 0) layer = ends.length;
      ends[layer] = end + 1;
      return { ...one, start, end, layer };
    });
    return { place, marks, layers: ends.length };
  });
  const kept = rows.filter((row) => row.layers).sort((one, other) => order(one) - order(other));
  let top = TOP;
  for (const row of kept) {
    row.top = top;
    row.height = row.layers * ROW + 6;
    top += row.height;
  }
  return { rows: kept, bottom: top };
}

/** Places first by the first day that is told of them; what has no dot on the map comes last. */
function order(row) {
  const area = !row.place.id || areas.includes(row.place);
  return (area ? 1e15 : 0) + d3.min(row.marks, (mark) => +toDate(mark.span[0] || mark.span[1]));
}

const chart = d3.select("#timeline").append("svg").attr("role", "group");
chart.attr("aria-label", "Timeline by place. The list below says the same. Arrow keys go from event to event, Enter chooses one.");
const parts = ["bands", "grid", "bars", "labels", "marks", "brush"].map((name) => chart.append("g").attr("class", name));
const [bands, grid, bars, labels, marks, brushed] = parts;
const cutOff = chart.append("defs").append("clipPath").attr("id", "plot").append("rect");
marks.attr("clip-path", "url(#plot)");

function drawTimeline() {
  if (days.length === 0) return;
  const width = Math.max(320, document.getElementById("timeline").clientWidth);
  const left = width < 600 ? NARROW_LEFT : LEFT;
  const x = d3.scaleUtc([toDate(days[0]), new Date(+toDate(days[days.length - 1]) + DAY)], [left, width - 8]);
  const { rows, bottom } = laidOut(x);
  chart
    .attr("viewBox", `0 0 ${width} ${bottom + 8}`)
    .attr("height", bottom + 8)
    .attr("width", width);
  drawGrid(x, rows, bottom);
  drawBands(x, rows);
  drawBars(x);
  drawMarks(rows);
  drawBrush(x);
  cutOff
    .attr("x", left)
    .attr("width", width - 8 - left)
    .attr("height", bottom + 8);
}

function drawGrid(x, rows, bottom) {
  const step = x.range()[1] - x.range()[0] < 500 ? 7 : 3;
  const ticks = days.filter((day, number) => number % step === 0 && x(toDate(day)) + 40 < x.range()[1]);
  grid
    .selectAll("line")
    .data(ticks)
    .join("line")
    .attr("x1", (day) => x(toDate(day)))
    .attr("x2", (day) => x(toDate(day)))
    .attr("y1", TOP - 6)
    .attr("y2", bottom);
  grid
    .selectAll("text")
    .data(ticks)
    .join("text")
    .attr("x", (day) => x(toDate(day)) + 2)
    .attr("y", TOP - 12)
    .text((day) => d3.utcFormat("%-d %b")(toDate(day)));
  grid
    .selectAll("path")
    .data(rows)
    .join("path")
    .attr("d", (row) => `M0,${row.top}H${x.range()[1]}`);
  const names = labels
    .selectAll("text")
    .data(rows, (row) => row.place.id)
    .join("text");
  names
    .attr("x", x.range()[0] - 8)
    .attr("y", (row) => row.top + 14)
    .text((row) => row.place.name);
  names.attr("class", (row) => (state.place === row.place.id && row.place.id ? "chosen" : null));
}

function drawBands(x, rows) {
  const top = new Map(rows.map((row) => [row.place.id, row]));
  const held = data.control.filter(([place, day]) => top.has(place) && day >= days[0]);
  const wide = x(new Date(+toDate(days[0]) + DAY)) - x(toDate(days[0])) + 0.5;
  bands
    .selectAll("rect")
    .data(held)
    .join("rect")
    .attr("class", ([, , holder]) => `band ${holder}`)
    .attr("x", ([, day]) => x(toDate(day)))
    .attr("width", wide)
    .attr("y", ([place]) => top.get(place).top + 1)
    .attr("height", ([place]) => top.get(place).height - 2);
}

/** How many of the events can have happened on each day; those that may have happened on any are left out. */
function drawBars(x) {
  const events = fitting().filter((event) => event.first && event.last);
  const counted = days.map((day) => [day, events.filter((event) => event.first <= day && day <= event.last).length]);
  const y = d3.scaleLinear([0, d3.max(counted, ([, many]) => many) || 1], [0, TOP - 32]);
  const wide = x(new Date(+toDate(days[0]) + DAY)) - x(toDate(days[0])) - 1.5;
  const rects = bars
    .selectAll("rect")
    .data(counted)
    .join("rect")
    .attr("x", ([day]) => x(toDate(day)))
    .attr("width", Math.max(1, wide));
  rects.attr("y", ([, many]) => TOP - 26 - y(many)).attr("height", ([, many]) => y(many));
  rects.attr("class", ([day]) => ((state.from && day < state.from) || (state.to && day > state.to) ? "far" : null));
}

function drawMarks(rows) {
  const all = rows.flatMap((row) => row.marks.map((mark) => ({ ...mark, row })));
  const rects = marks
    .selectAll("rect")
    .data(all, (mark) => `${mark.row.place.id}/${mark.event.id}/${mark.number}`)
    .join((enter) => {
      const rect = enter.append("rect").attr("role", "button").attr("tabindex", -1);
      rect.append("title");
      return rect;
    });
  rects
    .attr("class", looks)
    .attr("x", (mark) => mark.start + 0.5)
    .attr("width", (mark) => Math.max(3, mark.end - mark.start - 1.5));
  rects
    .attr("y", (mark) => mark.row.top + 4 + mark.layer * ROW)
    .attr("height", ROW - 3)
    .attr("rx", 2);
  rects
    .attr("aria-label", ({ event, number }) => `${event.title}, ${number > 0 ? "by another claim" : event.day}`)
    .attr("aria-pressed", ({ event }) => String(state.event === event.id));
  rects.select("title").text(({ event }) => `${event.title}\n${event.day}\n${event.grade}`);
  rects.on("click", (_, { event }) => choose({ event: state.event === event.id ? "" : event.id }));
  rects.order();
  walkWithArrows(marks.node());
}

/** The bars can be brushed: whole days are chosen, a press beside takes the choice back. */
function drawBrush(x) {
  const brush = d3
    .brushX()
    .extent([
      [x.range()[0], 4],
      [x.range()[1], TOP - 24],
    ])
    .on("end", (event) => {
      if (!event.sourceEvent) return;
      if (!event.selection) return choose({ from: "", to: "" });
      const [from, to] = event.selection.map((place) => x.invert(place));
      choose({ from: toDay(from), to: toDay(new Date(+to - 1)) });
    });
  brushed.call(brush);
  const [left, right] = x.range();
  const within = (place) => Math.min(right, Math.max(left, place));
  const from = state.from ? within(x(toDate(state.from))) : left;
  const to = state.to ? within(x(new Date(+toDate(state.to) + DAY))) : right;
  brushed.call(brush.move, (state.from || state.to) && from < to ? [from, to] : null);
}
