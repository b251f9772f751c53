/* How a query is answered: each statement in turn, and the last one's rows as the engine writes them. */
import { parts, saysSomething } from "./statements.js";

/**
 * @typedef {object} Answer
 * @property {string[]} names of the columns
 * @property {string[]} types of the columns, as the engine calls them; empty if it does not say
 * @property {(string | null)[][]} columns the cells, column by column; null is NULL
 * @property {number} rows how many there are
 */

/** The engine does not understand, or cannot; `message` is its own, with the number of the line in the whole text. */
export class QueryFailed extends Error {}

/**
 * The answer to the last of the statements in `sql`; throws QueryFailed.
 * @returns {Promise<Answer>}
 */
export async function answered(database, connection, sql) {
  const statements = (await parts(database, sql)).filter(saysSomething);
  if (!statements.length) throw new QueryFailed("There is no statement in the editor.");
  const last = statements.pop();
  for (const statement of statements) await run(connection, statement);
  return (await exactly(connection, last)) ?? done(asItComes(await run(connection, last)));
}

/** What is no query may have an answer without rows, whose columns say nothing. */
const done = (found) => (found.rows ? found : { names: [], types: [], columns: [], rows: 0 });

async function run(connection, statement) {
  try {
    return await connection.query(statement.text);
  } catch (error) {
    throw new QueryFailed(inWhole(error.message, statement.linesBefore));
  }
}

/** The message with the line that it names counted from the top of the editor; the engine points to some places twice. */
function inWhole(message, before) {
  const once = [...new Set(message.split("\n\n"))].join("\n\n");
  return once.replace(/^LINE (\d+):/m, (_, line) => `LINE ${Number(line) + before}:`);
}

/**
 * The rows of a query, each cell cast to text by the engine: so numbers of any size, days and lists come unharmed. Nothing for a statement
 * that cannot stand inside another, and for one that fails: run plainly, it fails with the place in it.
 */
async function exactly(connection, { text }) {
  // The line break ends a comment in which the statement may end.
  const inside = `FROM (${text.replace(/;\s*$/, "")}\n)`;
  try {
    const described = asItComes(await connection.query(`DESCRIBE ${inside}`));
    const [names, types] = described.columns;
    // By number, since several columns may have the same name.
    const cells = names.map((_, index) => `CAST(#${index + 1} AS VARCHAR)`);
    return { ...asItComes(await connection.query(`SELECT ${cells.join(", ")} ${inside}`)), names, types };
  } catch {
    return null;
  }
}

/** @returns {Answer} */
function asItComes(table) {
  const names = table.schema.fields.map((field) => field.name);
  const cells = (vector) => Array.from({ length: table.numRows }, (_, row) => plain(vector.get(row)));
  return { names, types: names.map(() => ""), columns: names.map((_, index) => cells(table.getChildAt(index))), rows: table.numRows };
}

const plain = (value) => (value === null || value === undefined ? null : String(value));
