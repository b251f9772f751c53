"""`serve` shows the folder of the pages, to this machine alone, and says plainly why it cannot."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from scripts.__main__ import main
from scripts.site.serving import HOST, address, server
from tests.conftest import PROJECT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<!doctype html><title>é</title>", encoding="utf-8")
    return tmp_path


@contextmanager
def shown(folder: Path) -> Iterator[HTTPConnection]:
    with server(folder, 0) as one:
        thread = Thread(target=one.serve_forever)
        thread.start()
        connection = HTTPConnection(HOST, one.server_port, timeout=10)
        try:
            yield connection
        finally:
            connection.close()
            one.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.mjs", "text/javascript; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.wasm", "application/wasm"),
        ("a.json", "application/json"),
        ("a.geojson", "application/geo+json"),
        ("a.svg", "image/svg+xml"),
        ("a.duckdb", "application/octet-stream"),
    ],
)
def test_a_file_comes_with_its_type_and_is_asked_for_again(folder: Path, name: str, kind: str) -> None:
    (folder / name).write_text(name, encoding="utf-8")
    with shown(folder) as connection:
        connection.request("GET", f"/{name}")
        answer = connection.getresponse()
        assert (answer.status, answer.read().decode()) == (200, name)
        assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (kind, "no-cache")


@pytest.mark.parametrize("path", ["/none.html", "/../secret.txt", "/%2e%2e/secret.txt"])
def test_nothing_else_is_shown(folder: Path, path: str) -> None:
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    with shown(folder) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        assert answer.status == 404 and b"secret" not in answer.read().replace(path.encode(), b"")


def test_it_is_shown_to_this_machine_alone(folder: Path) -> None:
    with server(folder, 0) as one:
        assert one.server_address[0] == "127.0.0.1"
        assert address(one) == f"http://127.0.0.1:{one.server_port}/"


def test_a_port_that_is_taken_is_told_in_one_line(folder: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve", "--folder", str(folder), "--port", port])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert result.output.startswith(f"could not run: port {port} cannot be used") and "make serve PORT=" in result.output


def test_pages_that_are_not_built_are_told_in_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["--package", str(tmp_path / "datapackage.json"), "serve"])
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "build/site holds no pages: run make site" in result.output


# Who runs the tests in the background may have them ignore Ctrl-C, and whatever they start as well.
HEEDING = "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); runpy.run_module('scripts', run_name='__main__')"


def test_it_says_where_and_ends_quietly(folder: Path) -> None:
    command = [sys.executable, "-c", HEEDING, "serve", "--folder", str(folder), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", first)
        assert found and "Ctrl-C" in first
        connection = HTTPConnection(HOST, int(found[1]), timeout=10)
        connection.request("GET", "/")
        assert "é" in connection.getresponse().read().decode()
        connection.close()
        process.send_signal(signal.SIGINT)
        try:
            said, complaint = process.communicate(timeout=20)
        finally:
            process.kill()
    assert (process.returncode, said.strip(), complaint) == (0, "serve: ended", "")
