"""What runs on Windows and macOS too: no call of one system alone, no encoding or newline left to the machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from nlp.outline import Document
from nlp.read import read_bytes
from nlp.read.archive import is_unsafe

FILES = sorted((ROOT / "nlp").rglob("*.py"))
POSIX_ONLY = r"\bos\.(?:fork|killpg|setsid|getuid|geteuid|chown|mkfifo|nice|sysconf)\b|\b(?:fcntl|resource|pwd|grp)\.|\
signal\.(?:SIGKILL|SIGHUP|SIGALRM|SIGUSR1|alarm|pthread_sigmask)|import (?:fcntl|resource|pwd|grp)\b"
GUARDS = r"hasattr|sys\.platform|os\.name|except (?:\(.*)?(?:AttributeError|ImportError|OSError)"


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_calls_of_one_system_have_a_counterpart(file: Path) -> None:
    source = file.read_text("utf-8")
    for match in re.finditer(POSIX_ONLY, source):
        near = source[max(0, match.start() - 400) : match.end() + 400]
        assert re.search(GUARDS, near), f"{match[0]} without a counterpart"


def opened_as_text(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        method = isinstance(node.func, ast.Attribute)
        given = "encoding" in {keyword.arg for keyword in node.keywords}
        words = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if method and not given and len(node.args) < {"read_text": 1, "write_text": 2}.get(name, 0):
            yield f"line {node.lineno}: {name} without an encoding"
        if name == "open" and not given and words[-1:] and words[-1] in ("r", "w", "a", "x"):
            yield f"line {node.lineno}: open as text without an encoding"


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_texts_are_utf8_whatever_the_machine(file: Path) -> None:
    assert list(opened_as_text(file)) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_newlines_and_encodings_of_all_systems_are_read_alike(newline: str, encoding: str) -> None:
    text = "Referat af Byrådet\n\nPunkt 1: Støj på Ærø\n"
    (document,) = read_bytes(text.replace("\n", newline).encode(encoding), "x")
    assert isinstance(document, Document)
    assert document.text == text


@pytest.mark.parametrize("name", ["C:\\x.txt", "c:x.txt", "\\\\server\\x.txt", "..\\x.txt", "a/../../x"])
def test_windows_paths_in_archives_are_refused_everywhere(name: str) -> None:
    assert is_unsafe(name)
