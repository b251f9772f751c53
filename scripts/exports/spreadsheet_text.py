"""Text that a spreadsheet would take for a formula, marked so that it does not, and so that the mark can be taken off again.

A cell of a CSV file that begins with one of a few signs is run as a formula when the file is opened, and a formula can send data away or
start programs (OWASP, "CSV Injection"). A single quote before it makes it text.
"""

import re

MARK = "'"
# Tab and line ends are here since a spreadsheet drops them before it looks; the wide forms of the signs count in some languages.
SIGNS = "=+\\-@\t\r\n＝＋－＠"
# Text that begins with marks and then a sign is marked once more, so that nothing else looks as if it had been marked.
DANGEROUS = re.compile(f"{MARK}*[{SIGNS}]")
MARKED = re.compile(f"{MARK}+[{SIGNS}]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def neutralised(text: str) -> str:
    """The text with a single quote before it if a spreadsheet could run it; a plain number, as -1.5, is no formula and stays."""
    return MARK + text if DANGEROUS.match(text) and not NUMBER.fullmatch(text) else text


def restored(text: str) -> str:
    """What `neutralised` was given: one single quote less if marks and then a sign stand at the beginning."""
    return text.removeprefix(MARK) if MARKED.match(text) else text
