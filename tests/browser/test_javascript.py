"""Our JavaScript is formatted and clean, by the rules of biome, which comes from npm; and nothing from the data becomes HTML by it."""

import re
import subprocess
from pathlib import Path

import pytest

from scripts.site.assets import OTHERS, STATIC
from tests.browser.links import anchors
from tests.browser.pages import PACKAGES, SITE, built_pages
from tests.conftest import PROJECT

BIOME = PACKAGES / ".bin" / "biome"
MEANS = [f"--config-path={Path(__file__).parent / 'biome.jsonc'}", "--colors=off", "--error-on-warnings"]
# What can be told only of all scripts of a page together, since classic scripts share one scope.
SCOPE = [f"--only={rule}" for rule in ("correctness/noUndeclaredVariables", "correctness/noUnusedVariables", "suspicious/noRedeclare")]
STRICT = '"use strict";\n'
# By these a text would become HTML, or code.
DANGEROUS = re.compile(
    r"\b(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|setHTMLUnsafe|createContextualFragment|eval|document\.write)\b|\.html\(|new Function"
)
CAREFUL = f'{STRICT}\n/** @param {{string}} text */\nfunction told(text) {{\n  return text.trim();\n}}\n\ndocument.title = told("a");\n'
CARELESS = {
    "compared loosely": CAREFUL.replace("text.trim()", 'text == "a"'),
    "badly formatted": CAREFUL.replace("  return", "return"),
    "an old declaration": f"{CAREFUL}\nvar left = 1;\n",
}
ASTRAY = {
    "unused": {"a.js": f"{CAREFUL}const left = 1;\n"},
    "undeclared": {"a.js": CAREFUL.replace("text.trim", "txt.trim")},
    "declared twice": {"a.js": CAREFUL, "b.js": f"{STRICT}let told = 1;\n"},
}


def findings(command: str, target: Path, *options: str) -> str:
    """What biome finds in a file or a folder; empty if nothing."""
    done = subprocess.run([BIOME, command, *MEANS, *options, target], cwd=PROJECT, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    assert "Checked" in said and "Checked 0 files" not in said, said
    return "" if done.returncode == 0 else said


def scope_findings(scripts: list[Path], folder: Path) -> str:
    """What biome finds in scripts that share one scope."""
    together = folder / "together.js"
    texts = [script.read_text(encoding="utf-8").replace(STRICT, "") for script in scripts]
    together.write_text(STRICT + "".join(texts), encoding="utf-8")
    return findings("lint", together, *SCOPE)


def scripts_of_pages() -> list[tuple[str, ...]]:
    """Our own scripts that stand together in some page, in their order."""
    others = {SITE / path for path in OTHERS.values()}
    found = [[(SITE / path).parent / one for one in anchors(SITE / path).scripts] for path in built_pages()]
    return sorted(
        {tuple(str(one.resolve().relative_to(SITE)) for one in scripts if one.resolve() not in others) for scripts in found} - {()}
    )


def test_every_script_is_clean() -> None:
    assert not findings("ci", STATIC)


@pytest.mark.parametrize("scripts", scripts_of_pages(), ids=" ".join)
def test_the_scripts_of_a_page_fit_together(tmp_path: Path, scripts: tuple[str, ...]) -> None:
    assert not scope_findings([SITE / script for script in scripts], tmp_path)


def test_no_script_makes_html_of_a_text() -> None:
    files = {SITE / script for together in scripts_of_pages() for script in together} | set(STATIC.rglob("*.js"))
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    assert texts and not {(name, *DANGEROUS.findall(text)) for name, text in texts.items() if DANGEROUS.search(text)}


@pytest.mark.parametrize("code", [CAREFUL, *CARELESS.values()], ids=["nothing", *CARELESS])
def test_what_is_wrong_in_a_script_is_found(tmp_path: Path, code: str) -> None:
    (tmp_path / "code.js").write_text(code, encoding="utf-8")
    assert bool(findings("ci", tmp_path)) == (code is not CAREFUL)


@pytest.mark.parametrize("files", [{"a.js": CAREFUL}, *ASTRAY.values()], ids=["nothing", *ASTRAY])
def test_what_is_wrong_between_scripts_is_found(tmp_path: Path, files: dict[str, str]) -> None:
    for name, code in files.items():
        (tmp_path / name).write_text(code, encoding="utf-8")
    assert bool(scope_findings([tmp_path / name for name in files], tmp_path)) == (files not in [{"a.js": CAREFUL}])


@pytest.mark.parametrize("code", ["line.innerHTML = text", 'd3.select("p").html(text)', "document.write(text)", 'eval("text")'])
def test_what_is_dangerous_is_known(code: str) -> None:
    assert DANGEROUS.search(code) and not DANGEROUS.search("line.textContent = text; const evaluated = 1; location.href = 'index.html'")
