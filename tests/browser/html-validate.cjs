"use strict";

module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // Written small, as everything else.
    "doctype-style": ["error", { style: "lowercase" }],
    // A list may have a name, which says what it lists.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Anchors in documents are those of code hosts, and of rows by what they define.
    "valid-id": ["error", { relaxed: true }],
    // The filters act as soon as they are changed; the one button takes all back.
    "wcag/h32": "off",
    // Titles are those of the records and of the data set.
    "long-title": "off",
    // Everything that is loaded lies in the folder of the page; from the disk, a browser refuses what has a hash.
    "require-sri": "off",
    // Templates leave blanks where a condition is not met; nobody sees them.
    "no-trailing-whitespace": "off",
  },
};
