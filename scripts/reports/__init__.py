"""The renderings of a validation report: people and programs read the same list of findings, each in their own form."""
