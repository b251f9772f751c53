/* An answer as a table to look at, and as a CSV file to take along. */

const MOST_ROWS = 1000;
const NUMBERS = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\b.*)$/;
const NEEDS_QUOTES = /[",\r\n]/;

const many = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** How many rows there are, and how many of them are drawn. */
export function counted(answer) {
  if (!answer.names.length) return "Done; this statement gives no rows.";
  const all = many(answer.rows, "row");
  return answer.rows > MOST_ROWS ? `${all}, of which the first ${MOST_ROWS.toLocaleString("en")} are drawn; the CSV file has all` : all;
}

/** The answer as an element: a table whose caption says how many rows there are. */
export function drawn(answer) {
  const table = document.createElement("table");
  const caption = table.createCaption();
  caption.textContent = counted(answer);
  // The same words stand beside the button, for those who see.
  caption.className = "unseen";
  table.createTHead().append(heading(answer));
  const body = table.createTBody();
  for (let row = 0; row < Math.min(answer.rows, MOST_ROWS); row += 1) body.append(line(answer, row));
  return table;
}

function heading(answer) {
  const row = document.createElement("tr");
  answer.names.forEach((name, index) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = name;
    cell.title = answer.types[index];
    cell.className = look(answer, index);
    row.append(cell);
  });
  return row;
}

function line(answer, number) {
  const row = document.createElement("tr");
  answer.columns.forEach((cells, index) => {
    const cell = row.insertCell();
    const value = cells[number];
    cell.className = value === null ? "null" : look(answer, index);
    cell.textContent = value ?? "";
  });
  return row;
}

/** Numbers stand on the right; a plan is a drawing in letters. */
function look(answer, index) {
  if (answer.names[index] === "explain_value") return "plan";
  return NUMBERS.test(answer.types[index]) ? "number" : "";
}

/**
 * The whole answer as CSV (RFC 4180): NULL is nothing at all, an empty text is a pair of quotes. In a single column both are quotes, since
 * many readers take an empty line for no row.
 */
export function csv(answer) {
  const lines = [answer.names.map(field).join(",")];
  for (let row = 0; row < answer.rows; row += 1) lines.push(answer.columns.map((cells) => field(cells[row])).join(",") || '""');
  return lines.map((text) => `${text}\r\n`).join("");
}

function field(value) {
  if (value === null) return "";
  return value === "" || NEEDS_QUOTES.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
