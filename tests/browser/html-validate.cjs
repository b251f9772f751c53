"use strict";

module.exports = {
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  rules: {
    // Written small, as everything else.
    "doctype-style": ["error", { style: "lowercase" }],
    // A list may have a name, which says what it lists.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // Anchors of columns are named as they are in SQL: events.date_edtf.
    "valid-id": ["error", { relaxed: true }],
    // A box that scrolls sideways is a region that the keyboard reaches, and no section of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // What is empty until a script fills it is looked at in the browser, by axe.
    "empty-heading": "off",
    "unique-landmark": "off",
    // Choices act at once, by a script; without it, there is no form.
    "wcag/h32": "off",
    // Titles are those of the records and of the data set.
    "long-title": "off",
    // Everything that is loaded lies in the folder of the page; from the disk, a browser refuses what has a hash.
    "require-sri": "off",
    // Templates leave blanks where a condition is not met; nobody sees them.
    "no-trailing-whitespace": "off",
  },
};
