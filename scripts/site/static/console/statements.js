/* Where one statement ends and the next begins, as the engine sees it: a semicolon may stand in a text or in a comment too. */

const OPERATOR = 3;
const COMMENT = 5;

/**
 * @typedef {object} Statement
 * @property {string} text without blanks before it, of which the engine makes nothing
 * @property {number} linesBefore lines of the whole text above it
 * @property {boolean} empty whether it holds nothing but comments, blanks and a semicolon
 */

/**
 * The statements of a text.
 * @returns {Promise<Statement[]>}
 */
export async function parts(database, sql) {
  const found = await tokens(database, sql);
  const ends = found.filter((token) => token.type === OPERATOR && sql[token.start] === ";").map((token) => token.start + 1);
  const starts = [0, ...ends];
  return starts.map((start, index) => statement(sql, start, ends[index] ?? sql.length, found));
}

export const saysSomething = (one) => !one.empty;

function statement(sql, start, end, found) {
  const part = sql.slice(start, end);
  const text = part.trimStart();
  const before = sql.slice(0, end - text.length);
  const said = found.filter((token) => token.start >= start && token.start < end && token.type !== COMMENT && sql[token.start] !== ";");
  return { text, linesBefore: before.split("\n").length - 1, empty: said.length === 0 };
}

/** Where each token begins, in letters of JavaScript, and its kind; the engine counts bytes of UTF-8. */
async function tokens(database, sql) {
  const { offsets, types } = await database.tokenize(sql);
  const bytes = new TextEncoder().encode(sql);
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let place = 0;
  return Array.from(offsets, (offset, index) => {
    place += decoder.decode(bytes.subarray(offsets[index - 1] ?? 0, offset)).length;
    return { start: place, type: types[index] };
  });
}
