/* The engine in its worker: loads it, opens the database for reading alone, and gives answers as text. */
import * as duckdb from "../duckdb/duckdb-browser.mjs";
import { answered } from "./answer.js";

const address = (path) => new URL(path, import.meta.url).href;
// Extensions would be fetched from another server; afterwards nothing can be reached but the database, and no query can change that.
const ALONE = [
  "SET autoinstall_known_extensions = false",
  "SET autoload_known_extensions = false",
  "SET enable_external_access = false",
  "SET lock_configuration = true",
];
const FILE = "operation.duckdb";

/**
 * The bytes of the database.
 * @param {string} path where it lies, from the page
 */
async function database(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} cannot be loaded: the server says ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** One engine; what waits for it ends with an error when it is stopped. */
export class Engine {
  #worker = new Worker(address("../duckdb/duckdb-browser-eh.worker.js"));
  #database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), this.#worker);
  #connection = null;
  #stop = null;
  #stopped = new Promise((_, reject) => {
    this.#stop = reject;
    this.#worker.onerror = (event) => reject(new Error(event.message || "the engine has stopped"));
  });

  /**
   * Loads all; `tell` gets the number of bytes of the engine that are there.
   * @param {string} path where the database lies, from the page
   * @param {(bytes: number) => void} tell
   */
  start(path, tell) {
    return Promise.race([this.#stopped, this.#started(path, tell)]);
  }

  async #started(path, tell) {
    const bytes = database(path);
    // Whoever waits for the engine first must still hear of it.
    bytes.catch(() => {});
    await this.#database.instantiate(address("../duckdb/duckdb-eh.wasm"), null, (progress) => tell(progress.bytesLoaded));
    await this.#database.registerFileBuffer(FILE, await bytes);
    await this.#database.open({ path: FILE, accessMode: duckdb.DuckDBAccessMode.READ_ONLY });
    this.#connection = await this.#database.connect();
    for (const setting of ALONE) await this.#connection.query(setting);
  }

  /**
   * The answer to the last of the statements.
   * @param {string} sql
   * @returns {Promise<import("./answer.js").Answer>}
   */
  answer(sql) {
    return Promise.race([this.#stopped, answered(this.#database, this.#connection, sql)]);
  }

  /** Ends the engine, whatever it is at. */
  stop() {
    this.#worker.terminate();
    this.#stop(new Error("stopped"));
  }
}
