"use strict";
/* Which events are shown. An event stays if it can have happened on the chosen days by any account, so open and disputed dates are not lost. */

const byId = new Map(data.events.map((event) => [event.id, event]));
const placeById = new Map(data.places.map((place) => [place.id, place]));

/** The days between which the event lies by its record, and by claims that have it on others; an open end is empty. */
function spans(event) {
  return [[event.first, event.last], ...event.others].filter(([first, last]) => first || last);
}

/** Whether the event can have happened on one of the chosen days; one without any date only if none are chosen. */
function isOnDays(event) {
  if (!state.from && !state.to) return true;
  return spans(event).some(([first, last]) => (!state.from || !last || last >= state.from) && (!state.to || !first || first <= state.to));
}

/** Whether the id is the chosen one or lies below it in a tree of parents. */
function isBelow(id, chosen, parent) {
  for (let at = id; at; at = parent(at)) if (at === chosen) return true;
  return false;
}

function isAtPlace(event) {
  return !state.place || event.places.some(([id]) => isBelow(id, state.place, (place) => placeById.get(place)?.parent));
}

function hasUnit(event) {
  return !state.unit || event.units.some((id) => isBelow(id, state.unit, (unit) => data.units[unit]));
}

function isOfSource(event) {
  return !state.source || event.claims.some(([, , source]) => source === state.source);
}

/** The events that fit everything but the days: what the timeline shows, on which days are chosen. */
function fitting() {
  return data.events.filter(
    (event) => isAtPlace(event) && hasUnit(event) && isOfSource(event) && (!state.type || event.type === state.type),
  );
}

/** The events that fit all choices. */
function shown() {
  return fitting().filter(isOnDays);
}

/** Who held each place on the last chosen day, or on the last day of the operation, by the accounts. */
function heldOn(day) {
  return new Map(data.control.filter(([, on]) => on === day).map(([place, , holder]) => [place, holder]));
}

/** The day for which the map tells who held what: the last chosen one within the operation. */
function dayOfControl() {
  const [first, last] = data.days;
  const day = state.to || last;
  return day < first ? first : day > last ? last : day;
}

/** A day as people write it: 5 April 2012. */
function inWords(day) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}
