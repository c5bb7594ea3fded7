"""The README and the documentation are true: what they show is run and compared."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, environment

from nlp.pipeline import default_path
from nlp.store.rows import COLUMNS
from scripts.readme_figures import figures

README = (ROOT / "README.md").read_text("utf-8")
SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
"""``...`` in the README stands for anything; line breaks and indents do not count."""


def code_blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """Each command of a console block with the output shown below it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the corpus and a ``referat`` to call."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    (folder / "bin").mkdir()
    script = folder / "bin" / "referat"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m nlp.cli "$@"\n', "utf-8")
    script.chmod(0o755)
    return folder


trained = pytest.mark.skipif(not default_path().is_dir(), reason="no trained pipeline in this checkout")


@trained
def test_console_blocks_show_what_comes_out_one_after_the_other(desk: Path) -> None:
    settings = environment()
    settings["PATH"] = f"{desk / 'bin'}:{settings['PATH']}"
    for line, shown in [one for block in code_blocks("console") for one in commands(block)]:
        done = subprocess.run(
            ["bash", "-c", line], cwd=desk, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert doctest.OutputChecker().check_output(shown, done.stdout, SAME), f"$ {line}\n{done.stdout}"


@trained
@pytest.mark.parametrize("block", code_blocks("pycon"))
def test_python_blocks_show_what_comes_out(block: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", None, 0)
    lines: list[str] = []
    doctest.DocTestRunner(optionflags=SAME).run(test, out=lines.append)
    assert not lines, "".join(lines)


def test_there_are_blocks_to_run() -> None:
    assert len(code_blocks("console")) >= 3
    assert code_blocks("pycon")


def test_every_make_target_of_the_readme_exists() -> None:
    targets = re.findall(r"^make (\w+)", "\n".join(code_blocks("sh")), re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_figures_are_those_of_the_model_card() -> None:
    shown = figures((ROOT / "models" / "README.md").read_text("utf-8"))
    assert len(re.findall(r"0\.\d{3}", shown)) == 8
    assert shown in README, "run python scripts/readme_figures.py"


PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "corpus/README.md", "models/README.md"]
PAGES += sorted(page.relative_to(ROOT).as_posix() for page in (ROOT / "docs").rglob("*.md"))


@pytest.mark.parametrize("page", PAGES)
def test_links_and_paths_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if not link.startswith("http")]
    paths = re.findall(r"`((?:nlp|corpus|scripts|docs|models)/[\w./-]+)`", text)
    missing = [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]
    missing += [path for path in paths if path != "nlp/_shipped" and not (ROOT / path).exists()]
    assert not missing


def test_every_column_is_documented() -> None:
    text = (ROOT / "docs" / "output.md").read_text("utf-8")
    assert not [name for name in COLUMNS if f"`{name}`" not in text]


@pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
def test_the_makefile_is_well_formed() -> None:
    done = subprocess.run(["make", "-n", "demo", "test", "check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
