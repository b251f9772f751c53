/* The console at work: editor, runs, what is shown of them, and the address that holds the query. */
import { mark, makeAskable, makeInsertable } from "./choices.js";
import { counted, csv, drawn } from "./result.js";

const part = (id) => document.getElementById(id);
const facts = part("console").dataset;
const IN_ADDRESS = "sql";
// What to say of an error beside the engine's own words, by what those are; the first that fits.
const HINTS = [
  [/\bextension\b/, "No extension can be loaded on this page: nothing is fetched from elsewhere."],
  [
    /read-only mode|file system operations are disabled|has been locked/,
    "Here the database can be read, and nothing else; temporary tables can be made.",
  ],
  [/^(Out of Memory|malloc)/, "This is more than a browser holds: ask for fewer rows."],
  [
    /^(Parser|Catalog|Not implemented) Error/,
    `The engine on this page is DuckDB ${facts.engine}: syntax and functions of newer versions are unknown here.`,
  ],
];

let engine = null;
let busy = false;
let answer = null;
// The query of the question whose words are shown.
let prepared = "";

/** Shows the console; nothing runs before somebody asks for it. */
export function begin() {
  part("work").hidden = false;
  part("console").classList.add("at-work");
  makeAskable(ask);
  makeInsertable(insert, show);
  part("run").addEventListener("click", run);
  part("stop").addEventListener("click", stop);
  part("download").addEventListener("click", download);
  part("editor").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
  window.addEventListener("hashchange", takeFromAddress);
  takeFromAddress();
}

function ask({ title, words, sql, needs }) {
  if (busy) return;
  part("asked-title").textContent = title;
  part("asked-words").replaceChildren(words);
  part("asked").hidden = false;
  prepared = withoutSettings(sql);
  part("editor").value = sql;
  part("asked").scrollIntoView({ block: "start" });
  if (!needs) run();
  else say(`This question needs DuckDB ${needs} or newer; here is ${facts.engine}. It was not run: the SQL is there to be read.`);
}

/** The query alone: with other values it still is the same question. */
const withoutSettings = (sql) => sql.replaceAll(/^SET VARIABLE .*$/gm, "").trim();

function forgetQuestion() {
  mark(null);
  part("asked").hidden = true;
}

function insert(sql) {
  const editor = part("editor");
  editor.setRangeText(sql, editor.selectionStart, editor.selectionEnd, "end");
  editor.focus();
}

function show(sql) {
  if (busy) return;
  forgetQuestion();
  part("editor").value = sql;
  run();
}

async function run() {
  if (busy) return;
  const sql = part("editor").value;
  rememberInAddress(sql);
  part("changed").hidden = withoutSettings(sql) === prepared;
  setBusy(true);
  try {
    const running = await started();
    say("Running …");
    display(await running.answer(sql));
  } catch (error) {
    complain(error);
  } finally {
    setBusy(false);
  }
}

/** The engine, which is loaded when it is asked for first. */
async function started() {
  if (engine) return engine;
  say(`Loading the engine, ${facts.size} …`);
  part("progress").hidden = false;
  try {
    const { Engine } = await import("./engine.js");
    engine = new Engine();
    await engine.start(facts.database, (bytes) => {
      part("progress").value = bytes;
    });
    return engine;
  } catch (error) {
    engine?.stop();
    engine = null;
    throw error;
  } finally {
    part("progress").hidden = true;
  }
}

function stop() {
  engine?.stop();
  engine = null;
}

function setBusy(now) {
  busy = now;
  part("work").setAttribute("aria-busy", String(now));
  part("run").setAttribute("aria-disabled", String(now));
  part("stop").hidden = !now;
  if (!now) return;
  answer = null;
  part("problem").replaceChildren();
  part("download").hidden = true;
}

function say(words) {
  part("status").textContent = words;
}

function display(found) {
  answer = found;
  part("result").replaceChildren(...(found.names.length ? [drawn(found)] : []));
  part("result").hidden = part("download").hidden = !found.names.length;
  say(counted(found));
}

function complain(error) {
  part("result").hidden = true;
  if (error.message === "stopped") {
    say("Stopped. Variables and temporary tables that were set before are gone; the next run loads the engine again.");
    return;
  }
  say("No answer.");
  const message = document.createElement("pre");
  message.textContent = error.message;
  part("problem").replaceChildren(message);
  const [, words] = HINTS.find(([sign]) => sign.test(error.message)) ?? [];
  if (!words) return;
  const hint = document.createElement("p");
  hint.textContent = words;
  part("problem").append(hint);
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv(answer)], { type: "text/csv;charset=utf-8" }));
  link.download = "answer.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

function rememberInAddress(sql) {
  history.replaceState(null, "", `#${new URLSearchParams([[IN_ADDRESS, sql]])}`);
}

/** Puts the query of the address into the editor. It may be anybody's, and so it waits until a person has seen it. */
function takeFromAddress() {
  const sql = new URLSearchParams(location.hash.slice(1)).get(IN_ADDRESS);
  if (sql === null || busy) return;
  forgetQuestion();
  part("editor").value = sql;
  say("This query came with the address and has not been run: read it, then press Run.");
}
