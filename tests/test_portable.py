"""What runs on Windows and macOS too: no call of one system alone, no encoding or newline left to the machine."""

from __future__ import annotations

import ast
import errno
import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from builders.meetings import MEETING
from conftest import ROOT, command, environment

from nlp.batch.indexing.pruning import gone
from nlp.batch.kept_results import Store
from nlp.cli.shared.guard import describe, is_closed_pipe
from nlp.outline import Document
from nlp.read import read_bytes
from nlp.read.zipfiles import is_unsafe
from nlp.remote import is_remote
from nlp.store.replacing import replacing
from nlp.store.writers import is_folder

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


def test_answers_in_files_are_utf8_whatever_the_locale(tmp_path: Path) -> None:
    """As on Windows, whose encoding of pipes and files is cp1252."""
    archive_of(tmp_path)
    wanted = "Kørsel til Łódź → ø"
    for arguments in (("find", "koncert", "--format", "json"), ("find", "koncert"), ("stats", "--by", "body")):
        done = elsewhere({"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert b"\r" not in done.stdout
        text = done.stdout.decode("utf-8")
        assert wanted in text or arguments[0] == "stats"


def test_a_console_without_a_letter_shows_a_question_mark(tmp_path: Path) -> None:
    archive_of(tmp_path)
    latin = {"PYTHONIOENCODING": "cp1252"}
    for arguments in (("find", "kørsel", "--open", "1"), ("find", "kørsel", "--format", "json"), ("show", "a.txt")):
        done = elsewhere(latin, *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "Kørsel til ?ód? ? ø" in done.stdout.decode("cp1252").replace("\r\n", "\n")
    done = elsewhere(latin, "show", "Łódź.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert b"?\xf3d?.txt: cannot open the file" in done.stderr


def archive_of(folder: Path) -> None:
    text = MEETING.format(name="Koret").replace("Tilskud til Koret", "Kørsel til Łódź → ø")
    (folder / "a.txt").write_text(text, "utf-8")
    subprocess.run(command("index", "a.txt"), cwd=folder, env=environment(), check=True, capture_output=True)


def elsewhere(settings: dict[str, str], *arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The command on a machine of other settings, with none for the encoding of its own."""
    env = {name: value for name, value in environment().items() if name != "PYTHONIOENCODING"} | settings
    return subprocess.run(command(*arguments), cwd=cwd, env=env, capture_output=True, timeout=300)


def test_an_output_that_another_program_holds_open_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows replaces no file that is open elsewhere, and removes none that we hold open ourselves."""
    out = tmp_path / "out.csv"
    out.write_text("old", "utf-8")
    opened: list[object] = []

    def replace(source: str, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    real = os.unlink

    def unlink(path: str) -> None:
        assert all(file.closed for file in opened)  # type: ignore[attr-defined]
        real(path)

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "unlink", unlink)
    with pytest.raises(PermissionError) as caught, replacing(out) as file:
        opened.append(file)
        file.write(b"new")
    assert "close other programs that have it open" in describe(caught.value)
    assert out.read_text("utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_damaged_cache_is_closed_before_it_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[sqlite3.Connection] = []
    real_connect, real_unlink = sqlite3.connect, Path.unlink

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        made.append(real_connect(*arguments, **options))
        return made[-1]

    def unlink(path: Path, missing_ok: bool = False) -> None:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            made[0].execute("SELECT 1")
        real_unlink(path, missing_ok=missing_ok)

    (tmp_path / "results-1.sqlite").write_bytes(b"no database at all" * 1000)
    monkeypatch.setattr(sqlite3, "connect", connect)
    monkeypatch.setattr(Path, "unlink", unlink)
    Store(tmp_path).close()
    assert len(made) == 2


def test_windows_says_invalid_argument_where_the_reader_of_a_pipe_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    error = OSError(errno.EINVAL, "Invalid argument")
    assert not is_closed_pipe(error)
    monkeypatch.setattr("nlp.cli.shared.guard.os.name", "nt")
    assert is_closed_pipe(error)
    assert not is_closed_pipe(OSError(errno.EINVAL, "Invalid argument", "a:b"))


def test_a_folder_of_partitions_may_end_as_windows_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_folder("set/")
    assert not is_folder("set\\")
    monkeypatch.setattr("nlp.store.writers.os.sep", "\\")
    assert is_folder("set\\")


@pytest.mark.parametrize("path", ["C:\\minutes\\a.txt", "C:/minutes/a.txt", "\\\\server\\minutes", "a.txt", "http:a"])
def test_paths_of_windows_are_no_urls(path: str) -> None:
    assert not is_remote(path)


def test_documents_below_a_path_of_windows_are_found_when_it_is_pruned() -> None:
    stored = ["in\\a.txt", "in\\b.zip!/c/d.txt", "in\\e.csv#4", "inner\\f.txt", "in\\g.txt"]
    assert gone(stored, ["in"], {"in\\g.txt", "in\\e.csv"}) == ["in\\a.txt", "in\\b.zip!/c/d.txt"]
    assert gone(stored, ["in\\"], {"in\\g.txt", "in\\e.csv"}) == ["in\\a.txt", "in\\b.zip!/c/d.txt"]


def test_worker_processes_share_nothing_with_their_parent() -> None:
    """They are started anew, as `spawn` does: there is no fork anywhere, and no module of multiprocessing's."""
    for file in FILES:
        assert not re.search(r"\bmultiprocessing\b|\bos\.fork\b|ProcessPool|backend=\"loky\"", file.read_text("utf-8"))


def test_files_that_travel_have_the_same_line_ends_everywhere() -> None:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write_text":
                assert "newline" in {keyword.arg for keyword in node.keywords}, f"{file}:{node.lineno}"
