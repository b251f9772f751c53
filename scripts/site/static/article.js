"use strict";
/* Shows the passages of a text that the reader has: the file is checked by its hash here and never leaves the browser. */

const KEPT = "text of "; // in the storage of this tab, before the hash of the text
const AROUND = 160; // characters shown on either side of a passage
const places = [...document.querySelectorAll(".passage-text")];
const zones = [...document.querySelectorAll(".drop")];

/* How a copy may differ from the text that was coded, in the order in which it is undone; see scripts/article.py. */
const undo = [
  (text) => text.replace(/^\uFEFF/, ""),
  (text) => text.replace(/\r\n?/g, "\n"),
  (text) => text.normalize("NFC"),
  (text) => text.normalize("NFD"),
  (text) => text.replace(/\n+$/, ""),
  (text) => `${text.replace(/\n+$/, "")}\n`,
];

/** SHA-256 of a text in UTF-8, in hexadecimal digits. */
async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The text that has the hash: the copy itself, or what it was before it was saved otherwise; null if there is none. */
async function original(copy, hash) {
  const tried = new Set();
  for (let choice = 0; choice < 2 ** undo.length; choice += 1) {
    const text = undo.filter((_, number) => choice & (2 ** number)).reduce((before, step) => step(before), copy);
    if (!tried.has(text)) {
      if ((await sha256(text)) === hash) return text;
      tried.add(text);
    }
  }
  return null;
}

/** Shows the passage of one place in its text; positions count code points. Returns whether its own hash is right. */
async function show(place, points) {
  const [start, end] = [Number(place.dataset.start), Number(place.dataset.end)];
  const passage = points.slice(start, end).join("");
  if ((await sha256(passage)) !== place.dataset.sha256) return false;
  const mark = document.createElement("mark");
  mark.textContent = passage;
  const before = points.slice(Math.max(0, start - AROUND), start).join("");
  const after = points.slice(end, end + AROUND).join("");
  place.replaceChildren(start > AROUND ? "…" : "", before, mark, after, end + AROUND < points.length ? "…" : "");
  place.hidden = false;
  return true;
}

/** Reads a copy: says what came of it, and keeps it for the other pages of this tab. */
async function read(copy) {
  if (!crypto.subtle) return tell("This browser checks hashes only on pages that come from a file, from localhost or over https.");
  for (const hash of new Set(places.map((place) => place.dataset.sourceSha256))) {
    const text = await original(copy, hash);
    if (text !== null) return showAll(text, hash);
  }
  return tell("This is not the text that was coded: its hash is another, as after any edit of the page. Nothing is shown.");
}

async function showAll(text, hash) {
  const points = Array.from(text);
  const its = places.filter((place) => place.dataset.sourceSha256 === hash);
  const right = await Promise.all(its.map((place) => show(place, points)));
  const isKept = keep(hash, text);
  for (const zone of zones) zone.querySelector(".forget").hidden = !isKept;
  const shown = right.filter(Boolean).length;
  tell(
    `The text is the one that was coded (SHA-256 ${hash.slice(0, 10)}…). ${shown} of ${its.length} passages are shown, checked one by one.`,
  );
}

function forget() {
  for (const place of places) {
    place.hidden = true;
    place.replaceChildren();
    sessionStorage.removeItem(KEPT + place.dataset.sourceSha256);
  }
  for (const zone of zones) zone.querySelector(".forget").hidden = true;
  tell("The text is forgotten.");
}

function tell(words) {
  for (const zone of zones) zone.querySelector(".outcome").textContent = words;
}

/** Some browsers have no storage for pages from a file: then the text is asked for again on the next page. */
function keep(hash, text) {
  try {
    sessionStorage.setItem(KEPT + hash, text);
    return true;
  } catch {
    return false;
  }
}

function kept(hash) {
  try {
    return sessionStorage.getItem(KEPT + hash);
  } catch {
    return null;
  }
}

async function readFile(file) {
  if (file) await read(await file.text());
}

function watch(zone) {
  const input = zone.querySelector("input");
  zone.hidden = false;
  input.addEventListener("change", async () => {
    await readFile(input.files[0]);
    input.value = ""; // so that the same file can be chosen again
  });
  zone.querySelector("button").addEventListener("click", () => input.click());
  zone.querySelector(".forget button").addEventListener("click", forget);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    readFile(event.dataTransfer.files[0]);
  });
}

if (places.length > 0) {
  zones.forEach(watch);
  const before = places.map((place) => kept(place.dataset.sourceSha256)).find((text) => text !== null);
  if (before !== undefined) read(before);
}
