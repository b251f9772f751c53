"""A reader who has a coded text drops it on a page: its hash is checked there, and the passages are shown where they are claimed."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.browser.pages import wait_until

SENTENCE = "ﷺ The isle 𝄞 was taken, they say.\n"
TEXT = "A first line.\n" + SENTENCE + "And a last one.\n"
PAGE = "sources/wikipedia-idlib-april-2012.html"


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def source(page: Any, address: str) -> Any:
    """The page of the article, as if it had coded one sentence of TEXT: the text itself is not in this repository."""
    start = TEXT.index(SENTENCE)
    place = {"start": start, "end": start + len(SENTENCE.strip()), "sha256": sha256(SENTENCE.strip()), "sourceSha256": sha256(TEXT)}
    page.add_init_script(
        "document.addEventListener('readystatechange', () => { if (document.readyState !== 'interactive') return;"
        " const [first, ...others] = document.querySelectorAll('.passage-text');"
        f" Object.assign(first.dataset, {place}); for (const one of others) one.remove(); }});"
    )
    page.goto(f"{address}{PAGE}")
    return page


def give(page: Any, tmp_path: Path, text: bytes) -> str:
    """Choose a file with this text; returns what the page says of it."""
    (tmp_path / "copy.txt").write_bytes(text)
    page.set_input_files(".drop input", tmp_path / "copy.txt")
    wait_until(page, "document.querySelector('.drop .outcome').textContent !== ''")
    told: str = page.inner_text(".drop .outcome")
    return told


@pytest.mark.parametrize(
    "copy", [TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT.rstrip("\n")], ids=["as coded", "BOM", "CRLF", "no end"]
)
def test_the_passage_is_shown_and_marked_however_the_copy_was_saved(source: Any, tmp_path: Path, copy: str) -> None:
    assert "1 of 1 passages are shown" in give(source, tmp_path, copy.encode())
    assert source.inner_text(".passage-text mark") == SENTENCE.strip()
    assert source.inner_text(".passage-text").startswith("A first line.")


def test_another_text_is_refused_and_nothing_is_shown(source: Any, tmp_path: Path) -> None:
    assert "not the text that was coded" in give(source, tmp_path, TEXT.replace("isle", "island").encode())
    assert not source.is_visible(".passage-text")


def test_a_text_is_dropped(source: Any) -> None:
    source.evaluate(
        """text => { const files = new DataTransfer();
        files.items.add(new File([text], "copy.txt"));
        document.querySelector(".drop").dispatchEvent(
          new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true })); }""",
        TEXT,
    )
    source.wait_for_selector(".passage-text mark")


def test_the_text_is_remembered_in_this_tab_and_in_no_other(source: Any, tmp_path: Path, address: str) -> None:
    give(source, tmp_path, TEXT.encode())
    source.reload()
    source.wait_for_selector(".passage-text mark")
    other = source.context.new_page()
    other.goto(f"{address}{PAGE}")
    assert not other.query_selector(".passage-text mark")


def test_the_text_is_forgotten_when_asked(source: Any, tmp_path: Path) -> None:
    give(source, tmp_path, TEXT.encode())
    source.click("text=Forget it")
    assert not source.is_visible(".passage-text") and source.inner_text(".drop .outcome") == "The text is forgotten."
    source.reload()
    assert not source.query_selector(".passage-text mark")


def test_markup_in_the_text_stays_text(page: Any, address: str, tmp_path: Path) -> None:
    text = "<img src=x onerror=alert(1)> was written.\n"
    place = {"start": 0, "end": len(text) - 1, "sha256": sha256(text[:-1]), "sourceSha256": sha256(text)}
    page.goto(f"{address}{PAGE}")
    page.evaluate(f"for (const one of document.querySelectorAll('.passage-text')) Object.assign(one.dataset, {place})")
    give(page, tmp_path, text.encode())
    assert page.inner_text(".passage-text mark") == text.strip() and not page.query_selector(".passage-text img")


def test_pages_without_a_passage_of_a_text_do_not_ask_for_one(page: Any, address: str) -> None:
    page.goto(f"{address}sources/reuters-2012-04-08.html")
    assert not page.query_selector(".drop") or not page.is_visible(".drop")
