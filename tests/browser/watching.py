"""Who looks over the shoulder of a page: what it logs as an error, throws, asks for in vain, asks of others, or pops up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

OWN = ("localhost", "127.0.0.1")
# Addresses that lead to nobody.
LOCAL = ("file", "data", "blob", "about")


@dataclass
class Watch:
    """Collects the troubles of one page, a sentence each. What breaks the Content-Security-Policy is an error in the log of the browser."""

    troubles: list[str] = field(default_factory=list)

    def over(self, page: Any) -> None:
        """Begin to watch the page."""
        page.on("console", self._logged)
        page.on("pageerror", lambda error: self._add("thrown", error))
        page.on("request", self._asked)
        page.on("requestfailed", lambda request: self._add("failed", request.url))
        page.on("response", self._answered)
        page.on("dialog", self._popped_up)

    def _add(self, kind: str, what: object) -> None:
        self.troubles.append(f"{kind}: {what}")

    def _logged(self, message: Any) -> None:
        if message.type in ("error", "warning", "assert"):
            self._add("logged", message.text)

    def _asked(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.hostname not in OWN and address.scheme not in LOCAL:
            self._add("asked of others", request.url)

    def _answered(self, response: Any) -> None:
        if response.status >= 400:
            self._add("refused", f"{response.status} {response.url}")

    def _popped_up(self, dialog: Any) -> None:
        self._add("dialog", dialog.message)
        dialog.dismiss()


def sentence(troubles: Sequence[str]) -> str:
    """All of them, each on a line."""
    return "".join(f"\n  {trouble}" for trouble in troubles)
