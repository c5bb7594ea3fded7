"""Many files: order, nothing twice, restart, crashing and hanging files. Real commands in real processes."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from builders.meetings import MEETING
from conftest import Run, command, environment

from nlp.batch.units import LARGE, find_files
from nlp.batch.workers import limits

TOO_LARGE = "more than 0.5 GB of memory needed; set aside: look at the file, then run with --retry-failed"


def twelve_meetings(made: Path) -> Path:
    made.mkdir()
    for number in range(12):
        (made / f"{number:02}.txt").write_text(MEETING.format(name=f"Koret nr. {number}"), "utf-8")
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Twelve small meetings."""
    return twelve_meetings(tmp_path / "in")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, referat: Run) -> tuple[Path, bytes]:
    """Twelve meetings that no test changes, and the output of a run over them that nothing stopped."""
    place = tmp_path_factory.mktemp("whole")
    folder, out = twelve_meetings(place / "in"), place / "out.jsonl"
    assert referat("tag", folder, "--out", out, "--no-cache").returncode == 0
    return folder, out.read_bytes()


LARGE_LINES = 1 + LARGE // 6000


def manifest(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.with_name(out.name + ".manifest.jsonl").read_text("utf-8").splitlines()]


def records(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def test_two_processes_and_large_files_give_the_bytes_of_one(referat: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "05.txt").write_text(MEETING.format(name="Orkestret") + (" " * 5999 + "\n") * LARGE_LINES, "utf-8")
    with zipfile.ZipFile(folder / "06.zip", "w") as archive:
        for name in ("b.txt", "a.txt", "../c.txt"):
            archive.writestr(name, MEETING.format(name=name))
    for jobs in ("1", "2"):
        done = referat("tag", folder, "--out", tmp_path / f"{jobs}.jsonl", "--no-cache", "--jobs", jobs)
        assert done.returncode == 1
        assert "06.zip!/../c.txt: unsafe member name" in done.stderr
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    names = [record["source"]["path"].rpartition("in/")[2] for record in records(tmp_path / "2.jsonl")]
    assert names[5:10] == ["05.txt", "06.txt", "06.zip!/b.txt", "06.zip!/a.txt", "06.zip!/../c.txt"]


def test_a_second_run_tags_nothing(referat: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert referat("tag", folder, "--out", out).returncode == 0
    first, times = out.read_bytes(), [line["tagged"] for line in manifest(out)]
    time.sleep(1.1)
    broken = ["--model", tmp_path / "none"]
    assert referat("tag", folder, "--out", out, *broken).returncode == 1
    assert out.read_bytes() == first
    assert referat("tag", folder, "--out", out).returncode == 0
    assert out.read_bytes() == first
    assert [line["tagged"] for line in manifest(out)] == times
    assert {line["status"] for line in manifest(out)} == {"ok"}


def test_a_moved_file_is_not_tagged_again_a_changed_one_is(referat: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    referat("tag", folder, "--out", out)
    before = {line["path"][-6:]: line["tagged"] for line in manifest(out)}
    time.sleep(1.1)
    (folder / "03.txt").rename(folder / "æ.txt")
    (folder / "04.txt").write_text(MEETING.format(name="Teatret"), "utf-8")
    referat("tag", folder, "--out", out)
    after = {line["path"][-6:]: line["tagged"] for line in manifest(out)}
    assert [name for name in after if after[name] not in before.values()] == ["04.txt"]
    assert records(out)[-1]["source"]["path"] == str(folder / "æ.txt")
    assert records(out)[3]["points"][0]["title"] == "Tilskud til Teatret"


def test_verify_sees_a_change_that_size_and_time_hide(referat: Run, folder: Path, tmp_path: Path) -> None:
    file, out = folder / "00.txt", tmp_path / "out.jsonl"
    os.utime(file, (1_600_000_000, 1_600_000_000))
    referat("tag", folder, "--out", out)
    file.write_text(file.read_text("utf-8").replace("nr. 0", "nr. 9"), "utf-8")
    os.utime(file, (1_600_000_000, 1_600_000_000))
    referat("tag", folder, "--out", out)
    assert records(out)[0]["points"][0]["title"] == "Tilskud til Koret nr. 0"
    referat("tag", folder, "--out", out, "--verify")
    assert records(out)[0]["points"][0]["title"] == "Tilskud til Koret nr. 9"


def test_other_settings_are_other_results(referat: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    referat("tag", folder, "--out", out)
    referat("tag", folder, "--out", out, "--municipality", "Vestby")
    assert records(out)[0]["meeting"]["municipality"] == "Vestby"
    referat("tag", folder, "--out", out)
    assert records(out)[0]["meeting"]["municipality"] == "Fjordby"


def test_a_damaged_result_is_made_anew(referat: Run, folder: Path, tmp_path: Path) -> None:
    cache, out = tmp_path / "cache", tmp_path / "out.jsonl"
    referat("tag", folder, "--out", out, "--cache", cache)
    whole = out.read_bytes()
    with sqlite3.connect(cache / "results-1.sqlite") as db:
        db.execute("UPDATE result SET data = substr(data, 1, 50) || x'00' || substr(data, 52)")
    done = referat("tag", folder, "--out", out, "--cache", cache)
    assert (done.returncode, out.read_bytes()) == (0, whole)
    db.close()
    (cache / "results-1.sqlite").write_bytes(b"no database at all" * 1000)
    done = referat("tag", folder, "--out", out, "--cache", cache)
    assert (done.returncode, done.stderr, out.read_bytes()) == (0, "", whole)


def test_a_cache_that_is_damaged_inside_is_removed(referat: Run, folder: Path, tmp_path: Path) -> None:
    cache, out = tmp_path / "cache", tmp_path / "out.jsonl"
    referat("tag", folder, "--out", out, "--cache", cache)
    whole, file = out.read_bytes(), cache / "results-1.sqlite"
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    done = referat("tag", folder, "--out", out, "--cache", cache)
    if done.returncode:
        assert "was damaged and has been removed; run the same command again" in done.stderr
        assert referat("tag", folder, "--out", out, "--cache", cache).returncode == 0
    assert out.read_bytes() == whole


@pytest.mark.parametrize("after", [0.3, 2.0, 3.0, 4.0])
def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(
    referat: Run, whole: tuple[Path, bytes], tmp_path: Path, after: float
) -> None:
    folder, expected = whole
    out = tmp_path / "out.jsonl"
    running = subprocess.Popen(command("tag", folder, "--out", out), env=environment())
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert referat("tag", folder, "--out", out).returncode == 0
    assert out.read_bytes() == expected
    assert len(manifest(out)) == 12


def test_a_crashing_file_is_set_aside(poisoned: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    (folder / "04.txt").write_text("CRASH")
    done = poisoned("tag", folder, "--out", out, "--jobs", "2")
    assert done.returncode == 1
    assert "04.txt: the worker process crashed (signal 9); set aside" in done.stderr
    assert "Traceback" not in done.stderr
    assert [record["source"]["status"] for record in records(out)].count("ok") == 11
    assert records(out)[4]["source"]["status"] == manifest(out)[4]["status"] == "failed"


def test_scripts_in_the_folder_of_the_archive_are_not_run(referat: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "types.py").write_text("raise SystemExit('run from the folder')")
    out = tmp_path / "out.jsonl"
    done = referat("tag", *sorted(path.name for path in folder.glob("*.txt")), "--out", out, cwd=folder)
    assert done.returncode == 0, done.stderr
    assert len(records(out)) == 12


def test_a_hanging_file_is_set_aside_and_may_be_tried_again(poisoned: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with zipfile.ZipFile(folder / "zz.zip", "w") as archive:
        archive.writestr("a.txt", "HANG")
        archive.writestr("b.txt", MEETING.format(name="Koret"))
    started = time.monotonic()
    done = poisoned("tag", folder, "--out", out, "--timeout-per-file", "3")
    assert done.returncode == 1
    assert "zz.zip!/a.txt: no document done in 3 s; set aside" in done.stderr
    assert time.monotonic() - started < 60
    assert [record["source"]["status"] for record in records(out)[-2:]] == ["failed", "ok"]
    assert "set aside" in poisoned("tag", folder, "--out", out).stderr
    before = manifest(out)
    time.sleep(1.1)
    assert poisoned("tag", folder, "--out", out, "--timeout-per-file", "3", "--retry-failed").returncode == 1
    assert [old != new for old, new in zip(before, manifest(out), strict=True)].count(True) == 1


def test_a_file_that_needs_too_much_memory_is_set_aside(poisoned: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    (folder / "04.txt").write_text("GROW")
    (folder / "05.txt").write_text("LEAP")
    done = poisoned("tag", folder, "--out", out, "--memory-per-file", "0.5")
    assert done.returncode == 1
    assert f"04.txt: {TOO_LARGE}" in done.stderr
    if sys.platform == "linux":
        assert "05.txt: too large or too deeply nested (MemoryError); split the file" in done.stderr
    states = [line["status"] for line in manifest(out)]
    assert states == ["ok"] * 4 + ["failed"] * 2 + ["ok"] * 6


def test_one_file_has_the_same_limits(poisoned: Run, folder: Path, tmp_path: Path) -> None:
    for name, word in (("slow.txt", "HANG"), ("large.txt", "GROW")):
        (folder / name).write_text(word)
    limits = ["--timeout-per-file", "4", "--memory-per-file", "0.5"]
    for given in (["show"], ["tag", "--no-cache"]):
        done = poisoned(*given, folder / "slow.txt", *limits)
        assert done.returncode == 1
        assert "slow.txt: no document done in 4 s; set aside" in done.stderr
        done = poisoned(*given, folder / "large.txt", *limits)
        assert done.returncode == 1
        assert f"large.txt: {TOO_LARGE}" in done.stderr
        assert "Traceback" not in done.stderr


def test_memory_is_measured_where_there_is_no_proc() -> None:
    pytest.importorskip("psutil")
    assert 0.8 < limits._resident_elsewhere(os.getpid()) / limits.resident(os.getpid()) < 1.2
    assert limits._resident_elsewhere(2**22 + 1) == 0


def test_workers_end_with_a_killed_parent(folder: Path, tmp_path: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("needs /proc")
    mark = f"referat-test-{os.getpid()}-{time.time_ns()}"
    running = subprocess.Popen(
        command("tag", folder, "--out", tmp_path / "out.jsonl", "--jobs", "2"), env={**environment(), "MARK": mark}
    )
    time.sleep(1.5)
    running.kill()
    running.wait()
    deadline = time.monotonic() + 30
    while _alive(mark) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not _alive(mark)


def _alive(mark: str) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in process.read_bytes() and int(process.parent.name) != os.getpid():
                found.append(process.parent.name)
        except OSError:
            continue
    return found


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--no-cache", "--verify"], "--no-cache keeps nothing"),
        (["--timeout-per-file", "-1"], "--timeout-per-file -1: give seconds from 0"),
        (["--timeout-per-file", "nan"], "--timeout-per-file nan: give seconds from 0"),
        (["--memory-per-file", "0.1"], "--memory-per-file 0.1: give gigabytes from 0.5"),
        (["--cache-gb", "0"], "--cache-gb 0: give gigabytes from 0.001"),
        (["--engine", "spark"], "--engine spark: unknown; use local or dask://HOST:PORT"),
        (["--engine", "dask://"], "--engine dask://: unknown"),
    ],
)
def test_wrong_options(referat: Run, folder: Path, options: list[str], says: str) -> None:
    done = referat("tag", folder, "--out", folder.parent / "out.jsonl", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_cache_that_cannot_be_used(referat: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = referat("tag", folder, "--out", tmp_path / "out.jsonl", "--cache", tmp_path / "file" / "cache")
    assert done.returncode == 1
    assert "name another folder" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_is_no_text(referat: Run, folder: Path, tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("such names are Linux's")
    name = os.path.join(os.fsencode(folder), b"r\xe5d.txt")
    with open(name, "wb") as file:
        file.write(MEETING.format(name="Koret").encode())
    out = tmp_path / "out.jsonl"
    assert referat("tag", folder, "--out", out).returncode == 0
    assert records(out)[-1]["source"]["path"].endswith("r\ufffdd.txt")


def test_a_file_that_is_given_twice_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(MEETING, "utf-8")
    assert list(find_files(["b.txt", ".", str(tmp_path / "a.txt"), "b.txt"], None)) == ["b.txt", "a.txt"]
