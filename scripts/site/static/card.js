"use strict";
/* The card beside the map: the chosen event with who says so, or the chosen place. */

/** An element with text or other elements in it; text stays text, whatever it holds. */
function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

const stances = { supports: "Said by", contradicts: "Contradicted by", qualifies: "Limited by" };

/** What excludes the event beside the claims that are coded as against it. */
function rivalLinks(event) {
  return event.rivals.map(([called, path]) => element("li", {}, element("a", { href: path || `events/${event.id}.html#rivals` }, called)));
}

function voices(event, stance) {
  const said = event.claims.filter(([, how]) => how === stance);
  const byClaimant = d3.group(said, ([claimant]) => claimant);
  const links = [...byClaimant].map(([claimant, those]) => {
    const times = those.length > 1 ? [element("span", { class: "quiet" }, ` in ${those.length} claims`)] : [];
    return element("li", {}, element("a", { href: `events/${event.id}.html#${those[0][3]}` }, claimant), ...times);
  });
  if (stance === "contradicts") links.push(...rivalLinks(event));
  if (links.length === 0) return [];
  return [
    element("h4", {}, element("span", { class: `badge ${stance}` }, stances[stance])),
    element("ul", { class: "voices-of" }, ...links),
  ];
}

function eventCard(event) {
  const where = event.places.map(([id]) => placeById.get(id).name).join(", ");
  return [
    element("h3", { id: "card-heading", tabindex: "-1" }, event.title),
    element("p", { class: "quiet" }, [event.day, where, event.kind].filter(Boolean).join(" · ")),
    element("p", {}, event.description || ""),
    element("p", {}, element("span", { class: `badge ${event.grade}` }, event.grade)),
    ...Object.keys(stances).flatMap((stance) => voices(event, stance)),
    element("p", {}, element("a", { class: "button", href: `events/${event.id}.html` }, "All evidence, and how to cite it")),
  ];
}

function placeCard(place) {
  const here = shown();
  const items = here.map((event) => {
    const link = element("a", { href: `#event=${event.id}`, "data-event": event.id }, event.title);
    return element("li", {}, link, element("span", { class: "quiet" }, ` ${event.day}`));
  });
  return [
    element("h3", { id: "card-heading", tabindex: "-1" }, place.name),
    element("ul", { class: "voices-of" }, ...items),
    element("p", {}, element("a", { class: "button", href: `places/${place.id}.html` }, "All on this place")),
  ];
}

/** Before anything is chosen: how to choose, and the event of which most others are a part. */
function hint() {
  const start = byId.get(data.start);
  const how = "A press on a mark or a row shows who says so, a press on a place what happened there.";
  return [...(start ? eventCard(start) : []), element("p", { class: "quiet small" }, how)];
}

let carded = "";

/** Draws the card; if something else is in it than before, its heading is announced, and has the focus if the card had it. */
function drawCard() {
  const event = byId.get(state.event);
  const place = placeById.get(state.place);
  const card = document.getElementById("card");
  const hadFocus = card.contains(document.activeElement);
  card.replaceChildren(...(event ? eventCard(event) : place ? placeCard(place) : hint()));
  const heading = document.getElementById("card-heading");
  const now = event?.id || place?.id || "";
  if (now !== carded) document.getElementById("told").textContent = now ? heading?.textContent || "" : "";
  if (hadFocus) heading?.focus();
  carded = now;
}

/** Brings the card into view, if what was pressed is far from it. */
function showCard() {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  document.getElementById("card").scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}

document.getElementById("card").addEventListener("click", (press) => {
  const link = press.target.closest("a[data-event]");
  if (link) {
    press.preventDefault();
    choose({ event: link.dataset.event });
  }
});
