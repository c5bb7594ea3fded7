"""``index`` on the engine of ``tag``: what is skipped and what is not, its manifest, a killed run, other places."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from builders.meetings import MEETING
from conftest import Run, command, environment

from nlp.batch.indexing.filling import Filling
from nlp.batch.kept_results import Store
from nlp.batch.run import Options
from nlp.batch.settings import Settings
from nlp.batch.units import find_units
from nlp.errors import ReferatError
from nlp.store.archive.inputs import origins
from nlp.store.archive.writer import Archive

LONG_AGO = (1_600_000_000, 1_600_000_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two meetings, one in an archive, and a file that cannot be read."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(MEETING.format(name="Koret"), "utf-8")
    (made / "bad.pdf").write_bytes(b"%PDF-1.7 cut off")
    with zipfile.ZipFile(made / "c.zip", "w") as archive:
        archive.writestr("c.txt", MEETING.format(name="Teatret").replace("Kultur", "Social"))
    for file in made.iterdir():
        os.utime(file, LONG_AGO)
    return made


def manifest(archive: Path) -> dict[str, dict[str, Any]]:
    lines = archive.with_name(archive.name + ".manifest.jsonl").read_text("utf-8").splitlines()
    return {Path(line["path"]).name: line for line in map(json.loads, lines)}


def said(done: subprocess.CompletedProcess[str]) -> str:
    """The last line: what was added, replaced, unchanged and failed."""
    return done.stderr.splitlines()[-1]


def test_a_second_run_reads_only_what_failed(referat: Run, folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    done = referat("index", folder, "--archive", archive)
    assert (done.returncode, said(done)) == (1, "2 added, 0 replaced, 0 unchanged, 1 failed")
    first = manifest(archive)
    assert {name: line["status"] for name, line in first.items()} == {"a.txt": "ok", "bad.pdf": "failed", "c.txt": "ok"}
    assert "bad.pdf: damaged or truncated PDF" in first["bad.pdf"]["reasons"][0]
    assert first["a.txt"].keys() == {
        "path", "status", "documents", "reasons", "seconds", "tagged", "model", "basis",
    }  # fmt: skip
    (folder / "bad.pdf").unlink()
    done = referat("index", folder, "--archive", archive, "--model", tmp_path / "none")
    assert (done.returncode, said(done)) == (0, "0 added, 0 replaced, 2 unchanged, 0 failed"), "no model is asked"
    assert manifest(archive) == first
    done = referat("index", folder, "--archive", archive, "--prune")
    assert said(done) == "0 added, 0 replaced, 2 unchanged, 0 failed, 0 dropped"
    assert list(manifest(archive)) == ["a.txt", "c.txt"]


def test_size_and_time_tell_a_change_verify_reads(referat: Run, folder: Path, tmp_path: Path) -> None:
    archive, file = tmp_path / "a.db", folder / "a.txt"
    (folder / "bad.pdf").unlink()
    referat("index", folder, "--archive", archive)
    file.write_text(MEETING.format(name="Baret"), "utf-8")
    os.utime(file, LONG_AGO)
    assert said(referat("index", folder, "--archive", archive)).startswith("0 added, 0 replaced, 2 unchanged")
    assert said(referat("index", folder, "--archive", archive, "--verify")).startswith("0 added, 1 replaced, 1 unch")
    os.utime(file)
    assert said(referat("index", folder, "--archive", archive)).startswith("0 added, 0 replaced, 2 unchanged")
    file.write_text(MEETING.format(name="Biblioteket"), "utf-8")
    assert said(referat("index", folder, "--archive", archive)).startswith("0 added, 1 replaced, 1 unchanged")


def test_other_options_are_other_records(referat: Run, folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    (folder / "bad.pdf").unlink()

    def municipalities(*options: str) -> str:
        referat("index", folder, "--archive", archive, *options)
        return referat("stats", "--archive", archive, "--by", "municipality", "--format", "csv").stdout

    first = municipalities()
    assert "Fjordby" in first and "Vestby" not in first
    assert "Vestby" in municipalities("--municipality", "Vestby")
    assert said(referat("index", folder, "--archive", archive, "--municipality", "Vestby")).startswith("0 added, 0 rep")
    assert municipalities() == first


def test_a_file_set_aside_is_tried_again_on_request(poisoned: Run, folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    (folder / "bad.pdf").write_bytes(b"CRASH")
    os.utime(folder / "bad.pdf", LONG_AGO)
    done = poisoned("index", folder, "--archive", archive, "--jobs", "2")
    assert "bad.pdf: the worker process crashed (signal 9); set aside" in done.stderr
    first = manifest(archive)
    time.sleep(1.1)
    assert "set aside" in poisoned("index", folder, "--archive", archive).stderr
    assert manifest(archive) == first
    poisoned("index", folder, "--archive", archive, "--retry-failed")
    second = manifest(archive)
    assert [name for name in first if first[name] != second[name]] == ["bad.pdf"]


def test_a_killed_run_goes_on(referat: Run, folder: Path, tmp_path: Path) -> None:
    whole, archive = tmp_path / "whole.db", tmp_path / "a.db"
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(MEETING.format(name=f"Koret nr. {number}") * 5, "utf-8")
    running = subprocess.Popen(command("index", folder, "--archive", archive), env=environment())
    end = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < end and not stored(archive):
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    referat("index", folder, "--archive", archive)
    referat("index", folder, "--archive", whole, "--no-cache")
    assert len(manifest(archive)) == 33
    for table in ("document", "point", "fact"):
        assert stored(archive, table) == stored(whole, table)


def stored(archive: Path, table: str = "document") -> int:
    try:
        with sqlite3.connect(archive) as db:
            return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_an_archive_of_before_knows_its_files_by_their_content(referat: Run, folder: Path, tmp_path: Path) -> None:
    archive, records = tmp_path / "a.db", tmp_path / "records.jsonl"
    (folder / "bad.pdf").unlink()
    referat("tag", folder, "--out", records)
    referat("index", records, "--archive", archive)
    with sqlite3.connect(archive) as db:
        db.execute("DELETE FROM input")
    done = referat("index", folder, "--archive", archive, "--no-cache", "--model", tmp_path / "none")
    assert said(done) == "0 added, 0 replaced, 2 unchanged, 0 failed"
    lines = manifest(archive)
    assert {line["status"] for line in lines.values()} == {"ok"}
    assert {line["tagged"] for line in lines.values()} == {None}
    assert lines["a.txt"]["model"].startswith("da_referat")


def test_files_of_this_folder_may_be_pruned(referat: Run, folder: Path) -> None:
    assert said(referat("index", ".", cwd=folder)).startswith("2 added")
    (folder / "c.zip").unlink()
    assert said(referat("index", ".", "--prune", cwd=folder)).endswith("1 unchanged, 1 failed, 1 dropped")


def test_a_folder_that_is_not_there_keeps_what_the_archive_has_of_it(referat: Run, folder: Path) -> None:
    assert said(referat("index", "in", cwd=folder.parent)).startswith("2 added")
    folder.rename(folder.with_name("away"))
    done = referat("index", "in", "--prune", cwd=folder.parent)
    assert (done.returncode, said(done)) == (1, "0 added, 0 replaced, 0 unchanged, 1 failed, 0 dropped")
    assert "in: not there, so nothing of it is dropped; is a drive missing?" in done.stderr
    assert said(referat("index", ".", "--prune", cwd=folder.parent)).endswith("2 dropped"), "the way to drop it"


def test_from_s3(bucket: str, referat: Run, folder: Path, tmp_path: Path) -> None:
    import s3fs

    system = s3fs.S3FileSystem(skip_instance_cache=True)
    system.put(str(folder) + "/", f"{bucket}/in/", recursive=True)
    archive = tmp_path / "a.db"
    done = referat("index", f"{bucket}/in", "--archive", archive)
    assert (done.returncode, said(done)) == (1, "2 added, 0 replaced, 0 unchanged, 1 failed")
    assert manifest(archive)["a.txt"]["path"] == f"{bucket}/in/a.txt"
    assert f'"source": "{bucket}/in/a.txt' in referat("find", "koret", "-a", archive, "--format", "json").stdout
    system.rm(f"{bucket}/in/bad.pdf")
    done = referat("index", f"{bucket}/in", "--archive", archive, "--prune", "--model", tmp_path / "none")
    assert said(done) == "0 added, 0 replaced, 2 unchanged, 0 failed, 0 dropped"
    system.rm(f"{bucket}/in/c.zip")
    done = referat("index", f"{bucket}/in", "--archive", archive, "--prune")
    assert said(done) == "0 added, 0 replaced, 1 unchanged, 0 failed, 1 dropped"
    referat("tag", f"{bucket}/in", "--out", f"{bucket}/out.jsonl")
    done = referat("index", f"{bucket}/out.jsonl", "--archive", archive)
    assert said(done) == "0 added, 0 replaced, 1 unchanged, 0 failed"


def test_a_full_disk_of_the_cache_is_one_line(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "sha256", full)
    options = Options(cache=tmp_path / "cache")
    with Archive(tmp_path / "a.db") as archive, pytest.raises(ReferatError, match="free space, or run with --no-cache"):
        list(Filling(archive, Settings(), options, retag=False).fill(find_units([folder / "a.txt"])))


def test_origins_of_documents() -> None:
    assert list(origins("a.zip!/b#1.csv#7")) == ["a.zip!/b#1.csv#7", "a.zip", "a.zip!/b", "a.zip!/b#1.csv"]
