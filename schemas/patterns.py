"""Patterns as Spark reads them: Java's language has the words of DuckDB's, but another idea of what `.` and a blank are."""

import re

# What both read alike, and the words that are spelt out since they do not. All else may differ in silence: `(?i)`, `\b`, `\p{…}`.
TOKEN = re.compile(
    r"""(?P<class>\[\^?(?:\\[dws\-\]\[\\^&/.+*?(){}|$tnfr]|(?!&&)[^\[\]\\])+\])
      | (?P<word>\\[sS]|[.$])
      | (?P<same>[^\\\[\](){}*+?.|^$] | \\[dDwWtnfr] | \\[^\w\s] | \((?:\?:)?(?!\?) | [)|^])
      | (?P<times>(?:[*+?]|\{[0-9]+(?:,[0-9]*)?\})\??(?![*+?{]))""",
    re.VERBOSE | re.DOTALL,
)
BLANK = r"\t\n\f\r "
SPELT_OUT = {r"\s": f"[{BLANK}]", r"\S": f"[^{BLANK}]", ".": r"[^\n]", "$": r"\z"}


def spelt_out(pattern: str) -> str | None:
    """The pattern in words that DuckDB and Spark read alike; None if it has others."""
    found, begin = [], 0
    while begin < len(pattern):
        token = TOKEN.match(pattern, begin)
        if token is None:
            return None
        found.append(_spelt_out(token))
        begin = token.end()
    return "".join(found)


def _spelt_out(token: re.Match[str]) -> str:
    if token["class"]:
        return re.sub(r"\\(.)", lambda escaped: BLANK if escaped[1] == "s" else escaped[0], token["class"])
    return SPELT_OUT.get(token[0], token[0])
