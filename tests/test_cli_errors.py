"""Bad input and bad places: one clear line, the right exit status, the other files done."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from builders import bad_files
from conftest import Run, command, environment


class Tagged(NamedTuple):
    status: int
    stderr: list[str]
    records: dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def bad(referat: Run, model_options: list[str], tmp_path_factory: pytest.TempPathFactory) -> Tagged:
    """A folder of bad files and one good one, tagged in one run."""
    folder = tmp_path_factory.mktemp("bad")
    bad_files.write_all(folder)
    done = referat("tag", folder.name, *model_options, cwd=folder.parent)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    by_name = {Path(r["source"]["path"].partition("!/")[0]).name: r for r in records}
    return Tagged(done.returncode, done.stderr.splitlines(), by_name)


def test_one_failed_file_makes_the_status_1(bad: Tagged) -> None:
    assert bad.status == 1


def test_the_good_file_is_done(bad: Tagged) -> None:
    assert bad.records["zz.txt"]["source"]["status"] != "failed"  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("empty.txt", "empty"),
        ("blank.txt", "empty"),
        ("junk.txt", "binary"),
        ("cut.pdf", "PDF"),
        ("locked.pdf", "encrypted"),
        ("bomb.zip", "zip bomb"),
        ("outside.zip", "unsafe member name"),
        ("no_files.zip", "holds no files"),
        ("entities.xml", "ntit"),
        ("outside.xml", "ntit"),
        ("mail.eml", "an e-mail or a saved web page"),
        ("other.json", "JSON"),
        ("broken.json", "damaged JSON"),
        ("tagged.jsonl", "store them with 'referat index'"),
        ("one_line.txt", "line"),
    ],
)
def test_a_file_that_fails(bad: Tagged, name: str, says: str) -> None:
    record = bad.records[name]
    assert record["source"]["status"] == "failed"  # type: ignore[index]
    assert record["points"] == []
    (line,) = [line for line in bad.stderr if Path(line.partition(": ")[0].partition("!/")[0]).name == name]
    assert says in line
    assert ";" in line, "the line names no remedy"


def test_a_letter_is_no_minutes(bad: Tagged) -> None:
    assert bad.records["letter.txt"]["source"]["status"] == "partial"  # type: ignore[index]
    assert any("letter.txt: no agenda point found" in line for line in bad.stderr)


def test_mixed_encodings_are_read_and_reported(bad: Tagged) -> None:
    assert "Støj fra møllen" in str(bad.records["mixed.txt"]["text"])
    assert any("mixed.txt: " in line for line in bad.stderr)


def test_no_traceback(bad: Tagged) -> None:
    assert not any("Traceback" in line or line.startswith("  ") for line in bad.stderr)


def test_a_missing_file_is_a_failed_record(referat: Run, tmp_path: Path, model_options: list[str]) -> None:
    done = referat("tag", tmp_path / "nothing.pdf", *model_options)
    assert done.returncode == 1
    assert json.loads(done.stdout)["source"]["status"] == "failed"
    assert "nothing.pdf: cannot open the file" in done.stderr


def one_line(done: subprocess.CompletedProcess[str], status: int) -> str:
    assert done.returncode == status, done.stderr
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr.strip()


@pytest.mark.parametrize("command", ["tag", "index", "show"])
def test_standard_input_is_not_read(referat: Run, command: str) -> None:
    assert "-: standard input is not read; give files or folders" in one_line(referat(command, "-"), 2)


def test_a_folder_without_files(referat: Run, tmp_path: Path) -> None:
    assert one_line(referat("tag", tmp_path), 1).endswith("no files here; give files or folders of minutes")


@pytest.mark.parametrize(
    ("out", "status", "says"),
    [
        ("out.xlsx", 2, "unknown ending '.xlsx'; use .jsonl, .csv, .parquet"),
        ("missing/out.csv", 1, "Error: missing/out.csv: the folder missing does not exist; make it first"),
        ("missing/set/", 1, "missing does not exist; make it first"),
        ("folder.csv", 1, "is a folder; give a file name, such as folder.csv/minutes.csv"),
        (".", 1, "is a folder; give a file name, such as minutes.jsonl"),
        ("in.jsonl", 2, "is input and output; choose another name"),
    ],
)
def test_bad_outputs(referat: Run, tmp_path: Path, out: str, status: int, says: str) -> None:
    (tmp_path / "in.jsonl").write_text(bad_files.GOOD, "utf-8")
    (tmp_path / "folder.csv").mkdir()
    done = referat("tag", "in.jsonl", "--out", out, cwd=tmp_path)
    assert says in one_line(done, status)
    assert (tmp_path / "in.jsonl").read_text("utf-8") == bad_files.GOOD


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "in.jsonl", "--html", "."], "is a folder; give a file name, such as minutes.html"),
        (["show", "in.jsonl", "--html", "missing/a.html"], "the folder missing does not exist; make it first"),
        (["evaluate", "--out", "missing/a.json"], "the folder missing does not exist; make it first"),
        (["evaluate", "--card", "in.jsonl"], "put them where the tables belong"),
        (["train", "--out", "missing/model"], "the folder missing does not exist; make it first"),
        (["train", "--out", "."], "holds other files (in.jsonl); give an empty or new folder"),
        (["train", "--out", "in.jsonl"], "is a file; give a folder"),
    ],
)
def test_outputs_are_looked_at_before_the_work(referat: Run, tmp_path: Path, arguments: list[str], says: str) -> None:
    (tmp_path / "in.jsonl").write_text(bad_files.GOOD, "utf-8")
    done = referat(*arguments, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1 and done.stdout == ""
    assert (tmp_path / "in.jsonl").read_text("utf-8") == bad_files.GOOD


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk(minutes: Path, model_options: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command("tag", minutes / "valbysogn-lokalraadet.json", *model_options),
            stdout=full, stderr=subprocess.PIPE, text=True, env=environment(), timeout=300,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == ["Error: No space left on device; free space or try another place"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(referat: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = referat("tag", bad_files.__file__, "--out", tmp_path / "out.csv")
    assert "check the permissions" in one_line(done, 1)


def test_a_model_that_is_not_there(referat: Run, minutes: Path, tmp_path: Path) -> None:
    done = referat("tag", minutes, "--model", tmp_path / "nothing", "--out", tmp_path / "out.csv")
    assert "no model here" in one_line(done, 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [("tag",), ("tag", "x", "--wrong"), ("tag", "x", "--jobs", "-1"), ("nothing",)])
def test_wrong_usage(referat: Run, arguments: tuple[str, ...]) -> None:
    done = referat(*arguments)
    assert done.returncode == 2
    assert "Error" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_output_in_an_input_folder_is_not_read(referat: Run, tmp_path: Path, model_options: list[str]) -> None:
    (tmp_path / "a.txt").write_text(bad_files.GOOD, "utf-8")
    for _ in range(2):
        assert referat("tag", tmp_path, "--out", tmp_path / "out.jsonl", *model_options).returncode == 0
    assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(
    ("jobs", "number", "status", "after"),
    [(1, signal.SIGINT, 130, 1), (2, signal.SIGINT, 130, 0.3), (2, signal.SIGINT, 130, 4), (1, signal.SIGTERM, 143, 1)],
)
def test_an_interrupt_leaves_nothing(
    tmp_path: Path, model_options: list[str], jobs: int, number: signal.Signals, status: int, after: float
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    for n in range(400):
        (folder / f"{n}.txt").write_text(f"Møde {n}\n" + bad_files.GOOD.replace("1", str(n)) * 100, "utf-8")
    process = subprocess.Popen(
        command("tag", folder, "--out", out / "x.csv", "--jobs", str(jobs), *model_options),
        stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True,
    )  # fmt: skip
    wait_until(lambda: any(out.iterdir()))
    time.sleep(after)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, stderr = process.communicate(timeout=60)
    assert process.returncode == status, stderr
    assert list(out.iterdir()) == []
    assert "Traceback" not in stderr


def wait_until(happened, seconds: float = 60) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_inside_exec_keeps_the_status(tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text(
        "from nlp.cli.shared.guard import guarded\nguarded(lambda: exec('raise KeyboardInterrupt'))()\n", "utf-8"
    )
    done = subprocess.run([sys.executable, "-m", "interrupted"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "Interrupted.\n")
