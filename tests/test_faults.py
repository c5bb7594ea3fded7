"""Faults of the machine around a run: disk, permissions, vanishing files, two runs at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from builders.bad_files import GOOD
from conftest import MINUTES, Run, command, environment

from nlp.errors import ReferatError
from nlp.store.writers import replacing

posix = pytest.mark.skipif(os.name == "nt", reason="POSIX only")
pytestmark = pytest.mark.xdist_group("faults")


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

    done = run("tag", folder, "--out", locked / "out.jsonl")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1 and "check the permissions" in done.stderr
    done = run("index", folder, "--archive", locked / "a.db")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1
    done = run("tag", folder)
    records = [json.loads(line)["source"]["status"] for line in done.stdout.splitlines()]
    assert (done.returncode, records) == (1, ["ok", "failed", "ok"])
    assert "001.txt: cannot open the file (Permission denied); check the path and its permissions" in done.stderr


def test_a_file_that_vanishes_during_the_run_fails_alone(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, count=60, times=40)
    process = subprocess.Popen(
        command("tag", folder, "--out", tmp_path / "out.jsonl", "--no-cache"),
        env=environment(), stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not list(tmp_path.glob(".out.jsonl.*.part")) and time.monotonic() < end:
        time.sleep(0.02)
    (folder / "059.txt").unlink()
    _, stderr = process.communicate(timeout=300)
    assert process.returncode == 1
    assert "059.txt: cannot open the file (No such file or directory)" in stderr
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [record["source"]["status"] for record in records] == ["ok"] * 59 + ["failed"]


HOLD = """
import sys, time
from pathlib import Path
from nlp.store.writers import replacing
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


def test_a_clock_that_jumps_changes_no_output(referat: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    os.utime(folder / "000.txt", (4_000_000_000, 4_000_000_000))
    os.utime(folder / "001.txt", (0, 0))
    first = referat("tag", folder).stdout
    os.utime(folder / "000.txt", (1_000, 1_000))
    assert referat("tag", folder).stdout == first
