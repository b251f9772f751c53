"use strict";
/* Joins controls, map, timeline, list and card: all follow the state. */

const form = document.getElementById("filters");
const list = document.getElementById("list");
const rowById = new Map([...list.querySelectorAll("tr[data-event]")].map((row) => [row.dataset.event, row]));

function fillControls() {
  for (const field of form.elements) if (field.name) field.value = state[field.name] || "";
}

function drawCount() {
  const many = shown().length;
  const undated = fitting().filter((event) => spans(event).length === 0).length;
  const left = (state.from || state.to) && undated ? ` ${undated} without any date ${undated === 1 ? "is" : "are"} left out.` : "";
  document.getElementById("count").textContent = `${many} of ${data.events.length} events.${left}`;
  document.getElementById("list-count").textContent = many;
  document.getElementById("held").hidden = !data.days;
  if (data.days) document.getElementById("held-on").textContent = inWords(dayOfControl());
}

function drawList() {
  const kept = new Set(shown().map((event) => event.id));
  for (const [id, row] of rowById) {
    row.hidden = !kept.has(id);
    row.classList.toggle("chosen", id === state.event);
  }
}

form.addEventListener("change", (event) => choose({ [event.target.name]: event.target.value }));
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", (event) => {
  event.preventDefault();
  choose(Object.fromEntries(keys.map((key) => [key, ""])));
});
list.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-event]");
  if (row && !event.target.closest("a")) {
    choose({ event: state.event === row.dataset.event ? "" : row.dataset.event });
    if (state.event) showCard();
  }
});
// A link to a section would take the choices out of the address.
document.querySelector(".questions").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (link && Object.keys(state).length > 0) {
    event.preventDefault();
    document.querySelector(link.hash).scrollIntoView();
  }
});
for (const field of [form.elements.from, form.elements.to]) {
  if (days.length > 0) [field.min, field.max] = [days[0], days[days.length - 1]];
}
addEventListener("resize", () => {
  fitMap();
  drawTimeline();
});

for (const draw of [fillControls, drawDots, drawOthers, drawTimeline, drawCard, drawList, drawCount]) follow(draw);
