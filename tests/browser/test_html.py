"""The HTML of all pages is valid, by the rules of html-validate, which comes from npm."""

import json
import subprocess
from pathlib import Path

from tests.browser.pages import PACKAGES, built_pages
from tests.conftest import PROJECT

CONFIGURATION = Path(__file__).parent / "html-validate.cjs"
PAGE = '<!doctype html>\n<html lang="en">\n<head>\n<title>page</title>\n</head>\n<body>\n{}\n</body>\n</html>\n'
WRONG = {
    "unclosed": "<p>text<div></p>",
    "twice": "<p id=a>text</p><p id=a>text</p>",
    "inline-style": "<p style='color: red'>text</p>",
    "unnamed": "<button type='button'></button>",
}


def html_findings(folder: Path, work: Path) -> list[str]:
    """What html-validate finds in the HTML files of the folder. It tells it in a file in `work`: a pipe would lose what is long."""
    told = work / "findings.json"
    command: list[str | Path] = [PACKAGES / ".bin" / "html-validate", f"--config={CONFIGURATION}", f"--formatter=json={told}", folder]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    files = json.loads(told.read_text(encoding="utf-8"))
    return [f"{Path(file['filePath']).name}:{one['line']}: {one['ruleId']}: {one['message']}" for file in files for one in file["messages"]]


def test_the_html_of_all_pages_is_valid(site: Path, tmp_path: Path) -> None:
    assert built_pages() and not html_findings(site, tmp_path)


def test_what_is_wrong_in_a_page_is_found(tmp_path: Path) -> None:
    for name, wrong in {"right": "<p>text</p>", **WRONG}.items():
        (tmp_path / f"{name}.html").write_text(PAGE.format(wrong), encoding="utf-8")
    assert {finding.partition(".html")[0] for finding in html_findings(tmp_path, tmp_path)} == set(WRONG)
