"use strict";
/* What is chosen on the front page. It stands in the address, so that a view can be shared, and everything follows it. */

// What a choice may be, by its key.
const ids = (rows) => new Set(rows.map((row) => row.id));
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
const choices = {
  from: isDay,
  to: isDay,
  place: (id) => ids(data.places).has(id),
  unit: (id) => Object.hasOwn(data.units, id),
  type: (code) => data.events.some((event) => event.type === code),
  source: (id) => data.events.some((event) => event.claims.some(([, , source]) => source === id)),
  event: (id) => ids(data.events).has(id),
};
const keys = Object.keys(choices);
const followers = [];
// Charts measure the room that they have, so they must be seen before they are drawn.
for (const id of ["filters", "charts"]) document.getElementById(id).hidden = false;
let state = fromAddress();

/** The choices in the address; what is no choice of ours is left out. An address of a section, as #cite, has none. */
function fromAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  const known = keys.filter((key) => said.get(key) && choices[key](said.get(key)));
  return inOrder(Object.fromEntries(known.map((key) => [key, said.get(key)])));
}

/** The choices with the earlier day first. */
function inOrder(chosen) {
  return chosen.from && chosen.to && chosen.from > chosen.to ? { ...chosen, from: chosen.to, to: chosen.from } : chosen;
}

/** Changes some choices (an empty one is taken back), writes them into the address and tells all that follow. */
function choose(changes) {
  state = inOrder(Object.fromEntries(Object.entries({ ...state, ...changes }).filter(([, value]) => value)));
  const address = new URLSearchParams(state).toString();
  history.replaceState(null, "", address ? `#${address}` : location.pathname + location.search);
  tellFollowers();
}

/** Calls `draw` now and after each change. */
function follow(draw) {
  followers.push(draw);
  draw();
}

function tellFollowers() {
  for (const draw of followers) draw();
}

addEventListener("hashchange", () => {
  if (location.hash.includes("=")) {
    state = fromAddress();
    tellFollowers();
  }
});
