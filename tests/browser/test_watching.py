"""The watch over a page sees what it is there for: else a test that finds no trouble would mean nothing."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.watching import Watch

POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; img-src *\">"
TROUBLES = {
    "an inline script": (POLICY + "<script>document.title = 1</script>", "logged: .*Content Security Policy"),
    "an inline style": (POLICY + "<p style='color: red'>red</p>", "logged: .*Content Security Policy"),
    "an exception": ("<script>throw new Error('odd')</script>", "thrown: odd"),
    "an error in the log": ("<script>console.error('odd')</script>", "logged: odd"),
    "a file that is not there": ("<img src=none.png alt=''>", "failed: file:.*none.png"),
    "a picture of others": ("<img src='http://others.example/a.png' alt=''>", "asked of others: http://others.example/a.png"),
    "a dialog": ("<script>alert('odd')</script>", "dialog: odd"),
}


@pytest.mark.parametrize("html, said", TROUBLES.values(), ids=TROUBLES)
def test_a_trouble_is_seen(page: Any, watch: Watch, tmp_path: Path, html: str, said: str) -> None:
    (tmp_path / "page.html").write_text(f"<!doctype html><title>page</title>{html}", encoding="utf-8")
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_load_state("networkidle")
    found, watch.troubles = watch.troubles, []
    assert any(re.match(said, trouble) for trouble in found), found


def test_an_answer_that_is_no_page_is_seen(page: Any, watch: Watch, served: str) -> None:
    page.goto(f"{served}none.html")
    page.wait_for_load_state("networkidle")
    found, watch.troubles = watch.troubles, []
    assert f"refused: 404 {served}none.html" in found
