"""What all commands have: the file with options, what they say and how, completion; and the doctor."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from builders.bad_files import GOOD
from conftest import Run, command, environment

from nlp.cli.app import command as command_line
from nlp.cli.shared.common_options import options_of, walk
from nlp.cli.shared.config import line_of
from nlp.cli.shared.guard import describe
from nlp.cli.shared.messages import in_a_line
from nlp.pipeline import shipped_path
from nlp.store.archive.writer import Archive

COMMANDS = dict(walk(command_line()))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_the_common_options(path: str) -> None:
    assert {"config", "quiet", "verbose", "log-json"} <= options_of(COMMANDS[path]).keys()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(GOOD, "utf-8")
    (tmp_path / "in" / "empty.txt").write_text("", "utf-8")
    return tmp_path


def test_options_come_from_the_file_in_this_folder(referat: Run, desk: Path) -> None:
    (desk / "referat.toml").write_text('municipality = "Havrum"\n[tag]\nbody = "Rådet"\nquiet = true\n', "utf-8")
    made = json.loads(referat("tag", "in/a.txt", cwd=desk).stdout)
    assert (made["meeting"]["municipality"], made["meeting"]["body"]) == ("Havrum", "Rådet")
    made = json.loads(referat("tag", "in/a.txt", "--body", "Udvalget", cwd=desk).stdout)
    assert made["meeting"]["body"] == "Udvalget", "the command line wins"


def test_a_commands_own_table_wins(referat: Run, desk: Path) -> None:
    (desk / "own.toml").write_text('[tag]\nbody = "B"\n[show]\nbody = "C"\n', "utf-8")
    assert json.loads(referat("tag", "in/a.txt", "--config", "own.toml", cwd=desk).stdout)["meeting"]["body"] == "B"


@pytest.mark.parametrize("written", ['"Havrum"', '["Havrum"]'])
def test_an_option_that_may_be_repeated_is_one_value_or_a_list(referat: Run, desk: Path, written: str) -> None:
    referat("index", "in/a.txt", "--municipality", "Havrum", "--archive", "minutes.db", cwd=desk)
    (desk / "referat.toml").write_text(f'archive = "minutes.db"\nmunicipality = {written}\n', "utf-8")
    done = referat("find", "--topic", "procedure", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "municipality Havrum" in done.stderr


def test_a_number_for_a_text_is_refused_in_plain_words(referat: Run, desk: Path) -> None:
    (desk / "referat.toml").write_text("[find]\narchive = 7\ntopic = 5\n", "utf-8")
    done = referat("find", "skole", cwd=desk)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("jobs = 2\nmunicipalty = 'X'\n", "referat.toml:2: 'municipalty' is no option of any command; did you mean"),
        ("[tag]\n\n# x\njbs = 2\n", "referat.toml:4: 'jbs' is no option of 'tag'; did you mean 'jobs'?"),
        ("[tga]\njobs = 2\n", "referat.toml:1: [tga]: no such command; did you mean 'tag'?"),
        ("[models.promot]\n", "referat.toml:1: [models.promot]: no such command; did you mean 'models.promote'?"),
        ("jobs = \n", "not readable as TOML"),
        ("[tag]\njobs = 'many'\n", "Invalid value for '--jobs'"),
        ("[tag]\nocr = 'perhaps'\n", "Invalid value for '--ocr': give true or false"),
        ("[tag]\nmunicipality = ['A', 'B']\n", "referat.toml: 'municipality' takes one value, not a list"),
        ("[tag]\nout = true\n", "referat.toml: 'out' takes a value, not true"),
        ("[tag]\nout = 5\n", "5: unknown ending"),
    ],
)
def test_a_typing_error_is_refused_with_its_line(referat: Run, desk: Path, content: str, says: str) -> None:
    (desk / "referat.toml").write_text(content, "utf-8")
    done = referat("tag", "in/a.txt", cwd=desk)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_days_and_numbers_may_be_written_as_such(referat: Run, desk: Path) -> None:
    (desk / "referat.toml").write_text("[find]\nfrom = 1980-01-01\nto = 2035\nlimit = 1\nkle = 27.12\n", "utf-8")
    Archive(desk / "minutes.db").close()
    done = referat("find", "budget", cwd=desk)
    assert "1980-01-01" in done.stderr and "27.12" in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("named", "says"),
    [("nothing.toml", "nothing.toml: no such file"), ("in", "in: is a folder; name the file with options, such as in")],
)
def test_a_named_file_must_be_there(referat: Run, desk: Path, named: str, says: str) -> None:
    done = referat("schema", "--config", named, cwd=desk)
    assert done.returncode == 2
    assert says in done.stderr


def test_a_key_is_looked_for_in_its_own_table() -> None:
    assert line_of("a = 1\n[tag]\nb = 2\n[show]\nb = 3\n", "b", "show") == 5


def test_messages_as_json(referat: Run, desk: Path) -> None:
    done = referat("tag", "in", "--out", "out.jsonl", "--log-json", "--verbose", cwd=desk)
    messages = [json.loads(line) for line in done.stderr.splitlines()]
    assert all({"time", "level", "message"} == set(message) for message in messages)
    levels = {message["level"]: message["message"] for message in messages}
    assert "empty.txt: the file is empty" in levels["warning"]
    assert any("a.txt: ok, 1 documents" in message["message"] for message in messages)


def test_quiet_says_only_what_went_wrong(referat: Run, desk: Path) -> None:
    referat("index", "in/a.txt", cwd=desk)
    assert referat("find", "møllen", "--quiet", cwd=desk).stderr == ""
    assert "no archive there" in referat("find", "x", "--quiet", "--archive", "none.db", cwd=desk).stderr


@pytest.mark.parametrize(("typed", "offered"), [("referat ta", "tag"), ("referat tag --munic", "--municipality")])
def test_shells_complete_commands_and_options(typed: str, offered: str) -> None:
    words = {"_PYTHON__M_NLP_CLI_COMPLETE": "complete_bash", "_REFERAT_COMPLETE": "complete_bash"}
    place = {"COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    code = "import sys; sys.argv = ['referat']; from nlp.cli.app import main; main()"
    done = subprocess.run(
        [command()[0], "-c", code], env={**environment(), **words, **place}, capture_output=True, text=True, timeout=60
    )
    assert offered in done.stdout.split()


def test_the_doctor_finds_a_whole_installation(referat: Run) -> None:
    done = referat("doctor", "--json")
    findings = {one["what"]: one for one in json.loads(done.stdout)}
    assert done.returncode == 0, done.stdout
    assert findings["model"]["state"] == "ok" and "checksums right" in findings["model"]["found"]
    assert {"referat", "Python", "spacy", "SQLite", "OCR", "extra dacy", "cache"} <= findings.keys()
    assert all(one["remedy"] for one in findings.values() if one["state"] != "ok")


def test_the_doctor_names_a_changed_model_and_missing_ocr(tmp_path: Path) -> None:
    run = tmp_path / "runs" / "0001" / "model"
    shutil.copytree(shipped_path(), run)
    (tmp_path / "registry.json").write_text('{"format": 1, "current": 1, "labels": {}, "history": []}', "utf-8")
    with (run / "meta.json").open("a") as file:
        file.write(" ")
    settings = {**environment(), "REFERAT_HOME": str(tmp_path), "PATH": os.devnull}
    done = subprocess.run(command("doctor"), env=settings, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "meta.json is missing, changed or unknown; install the model again" in done.stdout
    assert "tesseract, which is not installed; apt-get install tesseract-ocr" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["tag", "--nope"], "Error: No such option: --nope"),
        (["tag", "in", "--jobs", "many"], "Error: Invalid value for '--jobs' / '-j'"),
        (["tag"], "Error: Missing argument"),
        (["nope"], "Error: No such command 'nope'."),
        (["tag", "in", "--out", "out.txt"], "Error: out.txt: unknown ending '.txt'"),
    ],
)
def test_a_wrong_call_is_told_as_json_too(referat: Run, desk: Path, arguments: list[str], says: str) -> None:
    done = referat(*arguments, "--log-json", cwd=desk)
    (message,) = map(json.loads, done.stderr.splitlines())
    assert (done.returncode, done.stdout, message["level"]) == (2, "", "error")
    assert message["message"].startswith(says)


def test_the_name_of_a_file_does_not_steer_the_terminal() -> None:
    assert in_a_line("r\x1b[31mød\n\x9b2J.txt") == "r?[31mød ?2J.txt"


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENAMETOOLONG, "give a shorter name"), (errno.ELOOP, "remove it"), (errno.ENOSPC, "free space")],
)
def test_what_the_system_refuses_is_told_with_the_remedy(number: int, remedy: str) -> None:
    said = describe(OSError(number, os.strerror(number), "out.csv"))
    assert said.startswith("out.csv: ") and remedy in said
