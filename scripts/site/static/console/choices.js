/* What can be pressed: the questions, and the tables, views and macros. Without the console they stand on the page as text. */

const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", () => act(made));
  return made;
};

/**
 * Makes a button of each question; `ask` gets its title, its words as an element, its SQL, and which engine it needs if not this one.
 * @param {(question: {title: string, words: Node, sql: string, needs: string}) => void} ask
 */
export function makeAskable(ask) {
  for (const text of document.querySelectorAll("details.question")) {
    const made = button(text.dataset.title, () => {
      mark(made);
      const words = text.querySelector(".words").cloneNode(true);
      ask({ title: text.dataset.title, words, sql: text.querySelector("pre").textContent, needs: text.dataset.needs ?? "" });
    });
    text.before(made, ...[...text.querySelectorAll(".badge")].map((badge) => badge.cloneNode(true)));
    text.hidden = true;
  }
}

/** Marks the question that was pressed last, or none. */
export function mark(pressed) {
  for (const other of document.querySelectorAll(".questions button[aria-current]")) other.removeAttribute("aria-current");
  pressed?.setAttribute("aria-current", "true");
}

/**
 * Gives each table, view and macro its buttons.
 * @param {(sql: string) => void} insert
 * @param {(sql: string) => void} show
 */
export function makeInsertable(insert, show) {
  for (const relation of document.querySelectorAll("details.relation")) {
    const { sql, kind } = relation.dataset;
    const line = document.createElement("p");
    line.append(button(`Insert ${sql}`, () => insert(sql)));
    const all = button("Show its rows", () => show(`${sql};`));
    if (kind !== "macro") line.append(" ", all);
    relation.querySelector("summary").after(line);
  }
}
