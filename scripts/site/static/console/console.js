/* Starts the console where a browser can run it, and says how to get there where it cannot: from a file, and without JavaScript, all
   questions stand as text. Modules and the engine are asked for by this script alone, so that a page from a file asks for nothing. */
"use strict";

(() => {
  const shown = (id) => {
    document.getElementById(id).hidden = false;
  };

  const fail = (error) => {
    shown("unable");
    document.getElementById("reason").textContent = String(error?.message ?? error);
  };

  if (location.protocol === "file:") shown("from-file");
  else import("./work.js").then((work) => work.begin()).catch(fail);
})();
