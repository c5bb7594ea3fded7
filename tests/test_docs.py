"""The documentation: its commands run, its reference is current, its site builds without a warning."""

from __future__ import annotations

import doctest
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, environment
from test_readme import SAME, commands, desk, trained

from nlp.cli.app import command
from nlp.cli.shared.common_options import walk
from scripts.make_reference import PAGE, page

__all__ = ["desk"]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "CONTRIBUTING.md"])


def blocks(language: str) -> list[tuple[str, str]]:
    found = []
    for one in PAGES:
        pattern = rf"^```{language}\n(.*?)^```"
        for block in re.findall(pattern, one.read_text("utf-8"), re.MULTILINE | re.DOTALL):
            found.append((one.relative_to(ROOT).as_posix(), block))
    return found


@trained
@pytest.mark.parametrize(("source", "block"), blocks("console"))
def test_console_blocks_show_what_comes_out(source: str, block: str, desk: Path) -> None:
    settings = environment()
    settings["PATH"] = f"{desk / 'bin'}:{settings['PATH']}"
    for line, shown in commands(block):
        done = subprocess.run(
            ["bash", "-c", line], cwd=desk, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert doctest.OutputChecker().check_output(shown, done.stdout, SAME), f"{source}: $ {line}\n{done.stdout}"


@pytest.mark.parametrize(("source", "block"), blocks("python"))
def test_python_blocks_are_python_and_their_imports_exist(source: str, block: str) -> None:
    compile(block, source, "exec")
    for line in re.findall(r"^(?:from nlp|import nlp)\S* .*$|^import nlp\S*$", block, re.MULTILINE):
        exec(line, {})


def test_options_shown_in_the_docs_exist() -> None:
    """Every ``referat COMMAND --option`` of every page names a command and options that there are."""
    known = {path.replace(".", " "): {name for p in one.params for name in [*p.opts, *p.secondary_opts]}
             for path, one in walk(command())}  # fmt: skip
    wrong = []
    for one in [*PAGES, ROOT / "README.md"]:
        for call in re.findall(r"(?:^|[`$ ])referat ([a-z][^`\n#|>]*)", one.read_text("utf-8"), re.MULTILINE):
            words = call.split()
            name = next((n for n in (" ".join(words[:2]), words[0]) if n in known), None)
            if name:
                options = [word.partition("=")[0] for word in words if word.startswith("--")]
                wrong += [f"{one.name}: {name} {o}" for o in options if o not in known[name] and o != "--help"]
    assert wrong == []


def test_the_layout_of_the_code_names_every_folder() -> None:
    text = (ROOT / "docs" / "code.md").read_text("utf-8")
    folders = [path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "nlp").glob("*/__init__.py")]
    assert [name for name in (*folders, "tests", "benchmarks", "scripts") if f"`{name}`" not in text] == []


def test_modules_and_files_that_the_docs_name_exist() -> None:
    """Every `nlp/…` is a file or folder (`nlp/_shipped` in a wheel), every `nlp.….NAME` a module or a name in one."""
    gone = []
    for one in [*PAGES, ROOT / "README.md", *(ROOT / "corpus").glob("*.md"), ROOT / "models" / "README.md"]:
        text = one.read_text("utf-8")
        gone += [place for place in re.findall(r"`(nlp/(?!_)[\w/.]+)", text) if not (ROOT / place).exists()]
        gone += [name for name in re.findall(r"\b(nlp(?:\.[a-z_]\w*)+)\b", text) if not is_there(name)]
    assert gone == []


def is_there(name: str) -> bool:
    """Whether a dotted name can be imported, its last part as a name in a module too."""
    module, _, last = name.rpartition(".")
    if (ROOT / name.replace(".", "/")).is_dir() or (ROOT / f"{name.replace('.', '/')}.py").is_file():
        return True
    return hasattr(importlib.import_module(module), last)


def test_the_reference_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python scripts/make_reference.py"


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        env={**environment(), "DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (tmp_path / "site" / "da" / "index.html").exists()
