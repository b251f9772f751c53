/* What the engine's module asks of Apache Arrow, handed on from its single file: this one stands for "apache-arrow" in the import map. */

/**
 * Runs a classic script of our own folder; the file of Arrow is none that a module could import.
 * @param {URL} address
 */
const run = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address.href;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${address.href} cannot be loaded`));
    document.head.append(script);
  });

await run(new URL("../duckdb/Arrow.es2015.min.js", import.meta.url));
export const { RecordBatchReader, Table, Type, tableToIPC } = globalThis.Arrow;
