"""What must never happen: pickle, a changed model, the network, markup or formulas that run, files without limits."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from builders import bad_files
from conftest import MINUTES, ROOT, command, environment

from nlp.errors import ModelError
from nlp.models import verify
from nlp.outline import Document
from nlp.pipeline import shipped_path
from nlp.read import read_bytes
from nlp.read.pdf import document as pdf_reader
from nlp.read.pdf.document import read_pdf
from nlp.record import ModelInfo, Point, Record, Source
from nlp.show.page import page
from nlp.store.cells import harmless

WATCH = """
import os, sys
UNWANTED = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "pickle.find_class"}
def watch(event, arguments):
    if event in UNWANTED:
        with open(os.environ["WATCH_LOG"], "a") as log:
            log.write(f"{event} {arguments!r}\\n")
        raise RuntimeError(f"not allowed: {event}")
sys.addaudithook(watch)
"""
"""A ``sitecustomize`` that stops and records any use of the network and any unpickled class, in workers too."""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Path]:
    """The environment of watched processes, and the file in which they record what they should not do."""
    folder = tmp_path_factory.mktemp("watch")
    (folder / "sitecustomize.py").write_text(WATCH, "utf-8")
    settings = environment()
    settings["PYTHONPATH"] = f"{folder}:{settings['PYTHONPATH']}"
    settings["WATCH_LOG"] = str(folder / "log")
    return settings, folder / "log"


def test_the_watch_sees_network_and_pickle(watched: tuple[dict[str, str], Path]) -> None:
    settings, log = watched
    for code in (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import pickle; pickle.loads(pickle.dumps(print))",
    ):
        done = subprocess.run([command()[0], "-c", code], env=settings, capture_output=True, text=True)
        assert "not allowed" in done.stderr
    assert len(log.read_text("utf-8").splitlines()) == 2
    log.unlink()


def test_no_command_uses_network_or_pickle(watched: tuple[dict[str, str], Path], tmp_path: Path) -> None:
    settings, log = watched
    file = MINUTES / "nordstrand-socialudvalget.md"
    for arguments in (
        ("tag", MINUTES, "--no-cache", "--out", "a.jsonl"),
        ("tag", file, "--out", "a.csv", "--jobs", "2"),
        ("tag", file, "--out", "a.parquet"),
        ("show", file),
        ("show", file, "--html", "a.html"),
        ("index", "a.jsonl", "--archive", "a.db"),
        ("find", "budget", "--archive", "a.db"),
        ("stats", "--archive", "a.db"),
        ("export", "--archive", "a.db", "--out", "parquet"),
        ("models",),
        ("doctor",),
        ("schema",),
    ):
        done = subprocess.run(
            command(*arguments), env=settings, cwd=tmp_path, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, (arguments, done.stderr)
    assert not log.exists(), log.read_text("utf-8")


FORBIDDEN = r"\b(?:import|from) (?:pickle|cPickle|dill|cloudpickle|marshal|shelve|skops)\b|joblib\.(?:load|dump)|\
allow_pickle=True|torch\.load|yaml\.load|(?<![\w.])(?:eval|exec)\(|shell=True|os\.system|from_pickle|to_pickle"


@pytest.mark.parametrize("folder", ["nlp", "models"])
def test_no_code_loads_pickles_or_runs_strings(folder: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in (ROOT / folder).rglob("*.py")
        for match in re.finditer(FORBIDDEN, file.read_text("utf-8"))
    ]
    assert found == []


def test_no_model_file_is_a_pickle() -> None:
    files = [path for path in shipped_path().rglob("*") if path.is_file()]
    assert files
    for file in files:
        assert not re.match(rb"\x80[\x02-\x05]", file.read_bytes()[:2]), file
        assert file.suffix not in (".pkl", ".pickle", ".joblib", ".pt", ".pth")


def test_a_changed_byte_in_any_model_file_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    shutil.copytree(shipped_path(), folder)
    verify(folder)
    for file in [path for path in folder.rglob("*") if path.is_file() and path.name != "checksums.json"]:
        content = file.read_bytes()
        changed = bytearray(content or b" ")
        changed[len(changed) // 2] ^= 1
        file.write_bytes(bytes(changed))
        with pytest.raises(ModelError, match=r"missing, changed or unknown; install the model again"):
            verify(folder)
        file.write_bytes(content)
    (folder / "more.bin").write_bytes(b"x")
    with pytest.raises(ModelError, match=r"more\.bin"):
        verify(folder)


def failure(content: bytes) -> str:
    (document,) = read_bytes(content, "x")
    assert document.status == "failed"
    return document.warnings[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (bad_files.XML_BOMB, "declares entities"),
        (bad_files.XML_FILE, "declares entities"),
        (b"<?xml version='1.0'?>" + b"<Publication>" * 100_000, "damaged XML (Excessive depth"),
        (b"<?xml version='1.0'?><Publication a='" + b"x" * 11_000_000 + b"'/>", "damaged XML"),
        (b'{"Dagsordenpunkter":' * 200_000, "JSON"),
        (bad_files.zip_of({"../a.txt": b"x"}), "unsafe member name"),
        (bad_files.zip_of({"/etc/a.txt": b"x"}), "unsafe member name"),
        (bad_files.zip_of({"C:\\a.txt": b"x"}), "unsafe member name"),
        (bad_files.zip_of({"a\\..\\..\\b.txt": b"x"}), "unsafe member name"),
        (bad_files.zip_of({"a.txt": b"0" * 60_000_000}), "zip bomb"),
        (
            bad_files.zip_of({"a": bad_files.zip_of({"b": bad_files.zip_of({"c": bad_files.zip_of({"d": b"x"})})})}),
            "nested more than 2 deep",
        ),
    ],
    ids=["entities", "outside", "depth", "attribute", "json", "parent", "absolute", "drive", "backslash", "bomb",
         "nested"],
)  # fmt: skip
def test_limits_of_files(content: bytes, says: str) -> None:
    assert says in failure(content)


def test_a_pdf_has_at_most_so_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 0)
    assert "the PDF has 1 pages (at most 0 are read); split it" in failure(bad_files.pdf())
    monkeypatch.setattr(pdf_reader, "MAX_PAGES", 1)
    assert read_pdf(bad_files.pdf()).text


def test_a_page_of_minutes_cannot_run_anything() -> None:
    text = '<script>alert(1)</script> "onmouseover=x" <img src=//evil/x>\n'
    source = Source(path="<b>.txt", sha256="", format="txt")
    record = Record(
        source=source,
        model=ModelInfo(name="x", version="1"),
        text=text,
        points=[Point(title="<script>", span=(0, len(text)))],
    )
    made = page([record])
    assert "<script" not in made and "<img" not in made
    assert "&lt;script&gt;" in made
    assert "default-src &#39;none&#39;" in made


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert harmless(f"{start}cmd|' /C calc'!A0").startswith("'")


def test_documents_of_an_archive_are_never_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    documents: list[Document] = list(read_bytes(bad_files.zip_of({"a/b.txt": bad_files.GOOD.encode()}), "x.zip"))
    assert [document.path for document in documents] == ["x.zip!/a/b.txt"]
    assert list(tmp_path.iterdir()) == []
