"use strict";
/* What is chosen on the front page. It stands in the address, so that a view can be shared, and everything follows it. */

const keys = ["from", "to", "place", "unit", "type", "source", "event"];
const followers = [];
// Charts measure the room that they have, so they must be seen before they are drawn.
for (const id of ["filters", "charts"]) document.getElementById(id).hidden = false;
let state = fromAddress();

/** The choices in the address; what is no choice of ours is left out. An address of a section, as #cite, has none. */
function fromAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(keys.filter((key) => said.get(key)).map((key) => [key, said.get(key)]));
}

/** Changes some choices (an empty one is taken back), writes them into the address and tells all that follow. */
function choose(changes) {
  state = Object.fromEntries(Object.entries({ ...state, ...changes }).filter(([, value]) => value));
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
