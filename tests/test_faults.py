"""Faults of the machine around a run: disk, permissions, vanishing files, two runs at once."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive_example import example
from builders.bad_files import GOOD
from conftest import MINUTES, Run, command, environment

from nlp.errors import ReferatError
from nlp.store.archive.writer import Archive
from nlp.store.replacing import replacing

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX only")


def folder_of(place: Path, count: int = 3, times: int = 1) -> Path:
    folder = place / "in"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(GOOD * times, "utf-8")
    return folder


def limited(bytes_: int) -> str:
    """Code that runs the command with files of at most so many bytes, as on a disk that is full."""
    return (
        f"import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes_}, {bytes_}));"
        "sys.argv[0] = 'referat'; from nlp.cli.app import main; main()"
    )


@posix
@pytest.mark.parametrize("out", ["out.jsonl", "out.csv", "out.parquet"])
def test_a_disk_that_fills_up_leaves_the_old_output(tmp_path: Path, out: str) -> None:
    (tmp_path / out).write_text("old", "utf-8")
    arguments = ["tag", str(MINUTES), "--out", str(tmp_path / out), "--no-cache"]
    done = subprocess.run(
        [sys.executable, "-c", limited(2_000), *arguments], env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "free space" in done.stderr
    assert (tmp_path / out).read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [out]


@posix
@pytest.mark.parametrize("out", ["out", "out.csv", "out.xlsx"])
def test_an_export_that_fills_the_disk_leaves_nothing(tmp_path: Path, out: str) -> None:
    lines = "".join(f"{hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()}\n" for n in range(2_000))
    with Archive(tmp_path / "minutes.db") as archive:
        for day in range(1, 9):
            archive.add(example(f"Punkt 1: Bus\n{lines}", source__path=f"{day}.txt", meeting__date=f"2020-03-0{day}"))
    arguments = ["export", "--archive", str(tmp_path / "minutes.db"), "--out", str(tmp_path / out)]
    done = subprocess.run(
        [sys.executable, "-c", limited(40_000), *arguments], env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "free" in done.stderr and "space" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["minutes.db"]


def unprivileged() -> list[str] | None:
    """What to write before a command so that permissions count for it; None where that cannot be had."""
    if os.name == "nt":
        return None
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    return [setpriv, "--bounding-set", "-dac_override,-dac_read_search"] if setpriv else None


@pytest.mark.skipif(unprivileged() is None, reason="permissions do not count for this user")
def test_a_folder_that_may_not_be_written_and_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    folder, locked = folder_of(tmp_path), tmp_path / "locked"
    (folder / "001.txt").chmod(0)
    locked.mkdir(mode=0o500)

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        before = unprivileged() or []
        return subprocess.run(
            [*before, *command(*arguments)], env=environment(), capture_output=True, text=True, timeout=300
        )

    for command_line in (["tag", folder], ["train"], ["evaluate"], ["show", folder / "000.txt", "--html"]):
        out = [locked / "out.jsonl"] if "--html" in command_line else ["--out", locked / "out.jsonl"]
        done = run(*command_line, *out)
        assert done.returncode == 1
        told = "out.jsonl: the folder may not be written to; check the permissions or choose another place"
        assert len(done.stderr.splitlines()) == 1 and told in done.stderr
    done = run("index", folder, "--archive", locked / "a.db")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1
    done = run("tag", folder)
    records = [json.loads(line)["source"]["status"] for line in done.stdout.splitlines()]
    assert (done.returncode, records) == (1, ["ok", "failed", "ok"])
    assert "001.txt: cannot open the file (Permission denied); check the path and its permissions" in done.stderr


@pytest.mark.skipif(unprivileged() is None, reason="permissions do not count for this user")
def test_a_folder_that_may_not_be_read_is_told_and_what_it_held_stays(tmp_path: Path) -> None:
    folder, archive = folder_of(tmp_path, count=1), tmp_path / "a.db"
    inner = folder / "inner"
    inner.mkdir()
    (inner / "b.txt").write_text((folder / "000.txt").read_text("utf-8").replace("2021", "2022"), "utf-8")

    def index() -> subprocess.CompletedProcess[str]:
        arguments = [*(unprivileged() or []), *command("index", folder, "--archive", archive, "--prune")]
        return subprocess.run(arguments, env=environment(), capture_output=True, text=True, timeout=300)

    assert "2 added" in index().stderr
    inner.chmod(0)
    try:
        done = index()
    finally:
        inner.chmod(0o700)
    assert f"{inner}: cannot open the file (Permission denied)" in done.stderr
    assert "1 failed, 0 dropped" in done.stderr


def test_a_file_that_vanishes_during_the_run_fails_alone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, count=20, times=10)
    process = subprocess.Popen(
        command("tag", folder, "--out", tmp_path / "out.jsonl", "--no-cache"),
        env=environment(), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not list(tmp_path.glob(".out.jsonl.*.part")) and time.monotonic() < end:
        time.sleep(0.02)
    (folder / "019.txt").unlink()
    _, stderr = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "019.txt: cannot open the file (No such file or directory)" in stderr
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [record["source"]["status"] for record in records] == ["ok"] * 19 + ["failed"]


HOLD = """
import sys, time
from pathlib import Path
from nlp.store.archive.writer import Archive
from nlp.store.replacing import replacing
with replacing(Path(sys.argv[1])) as file:
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_on_the_same_output_is_refused_until_the_first_ends_however(referat: Run, tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path), tmp_path / "out.jsonl"
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(out)], env=environment(), stdout=subprocess.PIPE, text=True
    )
    assert first.stdout and first.stdout.readline() == "held\n"
    done = referat("tag", folder, "--out", out)
    assert done.returncode == 1
    assert done.stderr == f"Error: {out}: another run writes it; wait until that ends or choose another name\n"
    assert referat("tag", folder, "--out", tmp_path / "other.jsonl").returncode == 0
    first.kill()
    first.wait()
    assert referat("tag", folder, "--out", out).returncode == 0


def test_a_lock_is_given_up_after_an_error(tmp_path: Path) -> None:
    out = tmp_path / "a.txt"
    with pytest.raises(ReferatError), replacing(out), replacing(out):
        pass
    with replacing(out) as file:
        file.write(b"x")
    assert out.read_bytes() == b"x"


def test_files_of_any_time_give_the_same_output(referat: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    os.utime(folder / "000.txt", (4_000_000_000, 4_000_000_000))
    os.utime(folder / "001.txt", (0, 0))
    first = referat("tag", folder).stdout
    os.utime(folder / "000.txt", (1_000, 1_000))
    assert referat("tag", folder).stdout == first


JUMPING = """
import itertools, time
real, real_ns, jumps = time.time, time.time_ns, itertools.cycle([0, 86_400, -3_000_000_000, 10_000_000_000, -60])
time.time = lambda: real() + next(jumps)
time.time_ns = lambda: real_ns() + next(jumps) * 10**9
"""
"""Every look at the clock shows another day of the years 1931 to 2343."""
CHANGING = """
import sys
if "nlp.batch.workers.worker" in sys.orig_argv:
    import os, nlp.read
    good = nlp.read.read

    def read(path, **options):
        if path.name == "001.txt" and "CHANGE" in os.environ:
            path.write_text(path.read_text("utf-8").replace("Referat", os.environ["CHANGE"]), "utf-8")
        return good(path, **options)

    nlp.read.read = read
"""
"""A file is written between the moment when the run notes its state and the one when a worker reads it."""


def changed_python(place: Path, code: str, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The command where every Python process runs this code first."""
    (place / "site").mkdir(exist_ok=True)
    (place / "site" / "sitecustomize.py").write_text(code, "utf-8")
    paths = os.pathsep.join([str(place / "site"), environment()["PYTHONPATH"]])
    env = {**environment(), "PYTHONPATH": paths, **more}
    return subprocess.run(command(*arguments), env=env, capture_output=True, text=True, timeout=300)


def test_a_clock_that_jumps_during_the_run_changes_nothing(referat: Run, tmp_path: Path) -> None:
    folder, out, archive = folder_of(tmp_path), tmp_path / "out.jsonl", tmp_path / "a.db"
    whole = referat("tag", folder, "--no-cache").stdout
    limit = ["--timeout-per-file", "100"]
    for _ in range(2):
        done = changed_python(tmp_path, JUMPING, "tag", folder, "--out", out, "--jobs", "2", *limit)
        assert (done.returncode, done.stderr) == (0, "")
        assert out.read_text("utf-8") == whole
    done = changed_python(tmp_path, JUMPING, "index", folder, "--archive", archive, *limit)
    assert (done.returncode, done.stderr) == (0, "3 added, 0 replaced, 0 unchanged, 0 failed\n")
    assert referat("tag", folder, "--out", out).returncode == 0
    assert out.read_text("utf-8") == whole
    assert referat("index", folder, "--archive", archive).stderr.startswith("0 added, 0 replaced, 3 unchanged")


def test_a_file_that_changes_during_the_run_is_read_again_by_the_next(referat: Run, tmp_path: Path) -> None:
    folder, out, archive = folder_of(tmp_path), tmp_path / "out.jsonl", tmp_path / "a.db"
    before = (folder / "001.txt").read_text("utf-8")
    whole = referat("tag", folder, "--no-cache").stdout
    for target in (["tag", folder, "--out", out], ["index", folder, "--archive", archive]):
        (folder / "001.txt").write_text(before, "utf-8")
        done = changed_python(tmp_path, CHANGING, *target, "--cache", tmp_path / target[0], CHANGE="Kladde")
        assert done.returncode == 0, done.stderr
        assert (folder / "001.txt").read_text("utf-8") != before
        (folder / "001.txt").write_text(before, "utf-8")
        done = referat(*target, "--cache", tmp_path / target[0])
    assert done.stderr == "0 added, 1 replaced, 2 unchanged, 0 failed\n"
    assert out.read_text("utf-8") == whole


@posix
def test_a_pipe_is_no_file(referat: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    os.mkfifo(folder / "pipe.txt")
    assert len(referat("tag", folder).stdout.splitlines()) == 3
    done = referat("tag", folder / "pipe.txt")
    assert done.returncode == 1
    assert "pipe.txt: cannot open the file (no file but a pipe, a device or a folder)" in done.stderr


@pytest.mark.parametrize("command", ["tag", "index"])
def test_an_empty_path_is_not_the_folder_one_stands_in(referat: Run, tmp_path: Path, command: str) -> None:
    folder_of(tmp_path)
    done = referat(command, "", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip() == "Error: an empty path was given; write . for the folder you are in"


def test_a_cache_inside_the_folder_is_no_input(referat: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for _ in range(2):
        done = referat("tag", folder, "--cache", folder / "cache")
        assert (done.returncode, len(done.stdout.splitlines())) == (0, 3), done.stderr
