"""A real Dask cluster on this machine gives the bytes of a single process, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.meetings import MEETING
from conftest import Run, command, environment

distributed = pytest.importorskip("distributed")


@pytest.fixture
def failures() -> str:
    """How many ends of workers a task outlives."""
    return "3"


@pytest.fixture
def cluster(tmp_path: Path, failures: str) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and two worker processes of one thread; its address and the workers' process numbers."""
    made = tmp_path / "scheduler.json"
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--port",
        "0",
        "--host",
        "127.0.0.1",
        "--no-dashboard",
    ]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    worker += ["--host", "127.0.0.1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    env = {**environment(), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": failures}
    running = [subprocess.Popen([*dask, "--scheduler-file", str(made)], env=env, **quiet)]
    try:
        with distributed.Client(scheduler_file=str(made), timeout=60) as client:
            for _ in range(2):
                running.append(
                    subprocess.Popen([*worker, "--scheduler-file", str(made)], env=environment(), cwd=tmp_path, **quiet)
                )
            client.wait_for_workers(2, timeout=60)
            yield client.scheduler.address.replace("tcp://", "dask://"), [one.pid for one in running[1:]]
    finally:
        for process in running:
            process.kill()
            process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for number in range(120):
        (made / f"{number:03}.txt").write_text(MEETING.format(name=f"Koret nr. {number}") * 20, "utf-8")
    return made


def test_a_killed_worker_changes_no_byte(
    cluster: tuple[str, list[int]], referat: Run, folder: Path, tmp_path: Path
) -> None:
    address, workers = cluster
    alone, together, cache = tmp_path / "alone.jsonl", tmp_path / "together.jsonl", tmp_path / "cache"
    assert referat("tag", folder, "--out", alone, "--no-cache").returncode == 0
    running = subprocess.Popen(
        command("tag", folder, "--out", together, "--engine", address, "--cache", cache),
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for_results(cache, running)
    os.kill(workers[0], signal.SIGKILL)
    assert running.poll() is None, "killed too late to show anything"
    _, errors = running.communicate(timeout=300)
    assert (running.returncode, errors) == (0, "")
    assert together.read_bytes() == alone.read_bytes()


@pytest.mark.parametrize("failures", ["0"])
def test_a_task_that_dask_gives_up_ends_the_run_which_can_go_on(
    cluster: tuple[str, list[int]], referat: Run, folder: Path, tmp_path: Path
) -> None:
    address, workers = cluster
    options = ["tag", folder, "--out", tmp_path / "out.jsonl", "--engine", address, "--cache", tmp_path / "cache"]
    running = subprocess.Popen(command(*options), env=environment(), stderr=subprocess.PIPE, text=True)
    wait_for_results(tmp_path / "cache", running)
    os.kill(workers[0], signal.SIGKILL)
    _, errors = running.communicate(timeout=300)
    assert (running.returncode, errors[:27]) == (1, "Error: Dask gave up a task ")
    assert not (tmp_path / "out.jsonl").exists()
    assert referat(*options).returncode == 0
    assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 120


def wait_for_results(cache: Path, running: subprocess.Popen[str]) -> None:
    from nlp.batch.kept_results import Store

    while running.poll() is None:
        if (cache / "results-1.sqlite").exists() and Store(cache)._total() > 0:
            return
        time.sleep(0.05)


def test_no_cluster_there(referat: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = referat("tag", folder, "--out", tmp_path / "out.jsonl", "--engine", "dask://127.0.0.1:9")
    assert done.returncode == 1
    assert "no Dask scheduler answers there" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
