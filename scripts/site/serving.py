"""Shows the pages on this machine: a server for the one folder, which nobody else can reach."""

from collections.abc import Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

HOST = "127.0.0.1"
# Said here, since what a system says of file types differs, and a browser takes no module and no WebAssembly of another type.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
}


class _Pages(SimpleHTTPRequestHandler):
    extensions_map: ClassVar[Mapping[str, str]] = {**SimpleHTTPRequestHandler.extensions_map, **TYPES}  # type: ignore[assignment, misc]

    def end_headers(self) -> None:
        """Ask the browser to look for a newer file each time: the pages may have been built anew."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Print nothing: what is asked for is of no interest here."""


class _Server(ThreadingHTTPServer):
    # On some systems a second server could otherwise take the same port, and nobody would know which one answers.
    allow_reuse_port = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing: a browser that goes away in the middle of a file is no error."""


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of the folder on this machine alone, at `port`, or at any that is free if it is 0; raises OSError if the port is taken."""
    return _Server((HOST, port), partial(_Pages, directory=str(folder)))


def address(one: ThreadingHTTPServer) -> str:
    """Where a browser finds the first page."""
    return f"http://{HOST}:{one.server_port}/"
