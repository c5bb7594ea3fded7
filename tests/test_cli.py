"""The command as a user meets it: help, formats, exit statuses."""

from __future__ import annotations

import csv
import json
import re
import subprocess
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import Run, command, environment

from nlp import __version__
from nlp.cli.app import command as whole_command
from nlp.cli.shared.common_options import walk
from nlp.record import Record, json_schema

COMMANDS = dict(walk(whole_command()))


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_has_help(path: str) -> None:
    found = COMMANDS[path]
    assert found.help
    for parameter in found.params:
        assert getattr(parameter, "help", None), f"{path} {parameter.name} has no help"


@pytest.mark.parametrize("group", [(), ("review",), ("models",)])
def test_help_says_of_every_command_on_one_line_what_it_does(group: tuple[str, ...], referat: Run) -> None:
    shown = referat(*group, "--help")
    assert shown.returncode == 0
    for path, found in COMMANDS.items():
        *above, name = path.split(".")
        if above == list(group):
            assert re.search(rf"^  {name} +{re.escape(found.short_help)}$", shown.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("command", "usage", "sections"),
    [
        ("find", "[QUESTION...]", ["Arguments", "Options", "What to find", "Every command"]),
        ("tag", "PATH...", ["Arguments", "Output", "Documents", "Model", "Work", "Results kept between runs",
                            "Personal data", "Every command"]),
        ("history", "CASE", ["Arguments", "Options", "Every command"]),
    ],
)  # fmt: skip
def test_help_groups_options_by_what_they_are_for(referat: Run, command: str, usage: str, sections: list[str]) -> None:
    shown = referat(command, "--help").stdout
    assert shown.splitlines()[0].endswith(f" {command} [OPTIONS] {usage}")
    assert re.findall(r"^(\w.*):$", shown, re.MULTILINE) == sections


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["find", "skole", "-f", "xml"], "'--format' / '-f': 'xml' is not one of 'table', 'json', 'jsonl', 'csv'."),
        (["find", "skole", "-n", "ti"], "'--limit' / '-n': give a whole number"),
        (["find", "skole", "-n", "-1"], "'--limit' / '-n': give 0 or more"),
        (["serve", "--port", "70000"], "'--port': give 65535 or less"),
        (["tag", "x", "--memory-per-file", "meget"], "'--memory-per-file': give a number"),
        (["models", "check", "--n", "0"], "'--n': give 1 or more"),
    ],
)
def test_wrong_values_are_told_in_plain_words(referat: Run, arguments: list[str], says: str) -> None:
    done = referat(*arguments)
    assert done.returncode == 2
    assert done.stderr.endswith(f"Error: Invalid value for {says}\n")


def test_help_imports_nothing_heavy() -> None:
    heavy = "{'spacy', 'sklearn', 'numpy', 'pyarrow', 'joblib'}"
    code = f"import sys, nlp.cli.app as app; app.command(); print({heavy} & set(sys.modules))"
    done = subprocess.run(
        [command()[0], "-c", code], capture_output=True, text=True, check=True, env=environment()
    )  # fmt: skip
    assert done.stdout.strip() == "set()"


def test_version(referat: Run) -> None:
    assert referat("--version").stdout == f"referat {__version__}\n"


def test_schema_is_the_one_of_the_types(referat: Run) -> None:
    assert json.loads(referat("schema").stdout) == json_schema()


@pytest.fixture(scope="module")
def tagged(referat: Run, minutes: Path, model_options: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example minutes, tagged by two processes."""
    out = tmp_path_factory.mktemp("out") / "minutes.jsonl"
    done = referat("tag", minutes, "--out", out, "--jobs", "2", *model_options)
    assert done.returncode == 0, done.stderr
    return out


def records(path: Path) -> list[Record]:
    return [Record.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def test_records_come_in_the_order_of_the_input(tagged: Path, minutes: Path) -> None:
    found = records(tagged)
    files = [Path(record.source.path.partition("!/")[0]) for record in found]
    assert files == sorted(files)
    assert set(files) == set(minutes.iterdir())
    assert [r.source.path.partition("!/")[2] for r in found if "!/" in r.source.path] == [
        "over-vindinge-teknisk-udvalg.txt",
        "thorslev-byraadet.txt",
    ]


def test_spans_point_into_the_text(tagged: Path) -> None:
    spans = [
        (record.text[slice(*one.span)], one.text)
        for record in records(tagged)
        for point in record.points
        for one in point.entities
    ]
    assert len(spans) > 100
    assert [(written, text) for written, text in spans if written != text] == []


def test_every_line_is_valid_by_the_published_schema(tagged: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(json_schema())
    for line in tagged.read_text("utf-8").splitlines():
        validator.validate(json.loads(line))


def test_one_process_gives_the_same(tagged: Path, referat: Run, minutes: Path, model_options: list[str]) -> None:
    done = referat("tag", minutes, *model_options)
    assert done.stdout == tagged.read_text("utf-8")


def test_csv_and_parquet_hold_the_same_points(
    tagged: Path, referat: Run, minutes: Path, tmp_path: Path, model_options: list[str]
) -> None:
    file = minutes / "valbysogn-lokalraadet.json"
    for ending in ("csv", "parquet"):
        assert referat("tag", file, "--out", tmp_path / f"out.{ending}", *model_options).returncode == 0
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    table = pq.read_table(tmp_path / "out.parquet").to_pylist()
    (record,) = [one for one in records(tagged) if one.source.path == str(file)]
    titles = [point.title for point in record.points]
    assert [row["title"] for row in rows] == titles
    assert [row["title"] for row in table] == titles


def test_municipality_and_body_are_the_users(referat: Run, minutes: Path, model_options: list[str]) -> None:
    names = ("--municipality", "Aasbæk", "--body", "Byrådet")
    done = referat("tag", minutes / "valbysogn-lokalraadet.json", *names, *model_options)
    meeting = json.loads(done.stdout)["meeting"]
    assert (meeting["municipality"], meeting["body"]) == ("Aasbæk", "Byrådet")


def test_show_prints_a_document(referat: Run, minutes: Path, model_options: list[str]) -> None:
    done = referat("show", minutes / "valbysogn-lokalraadet.json", *model_options)
    assert done.returncode == 0, done.stderr
    assert "Langesø Lokalråd" in done.stdout
    assert "4. Pulje 2023-1: fordeling" in done.stdout
    assert "641.200 kr." in done.stdout


def test_show_prints_nothing_of_a_file_that_fails(referat: Run, tmp_path: Path, model_options: list[str]) -> None:
    done = referat("show", tmp_path / "missing.pdf", *model_options)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)


def test_show_writes_a_page(referat: Run, minutes: Path, tmp_path: Path, model_options: list[str]) -> None:
    page = tmp_path / "page.html"
    done = referat("show", minutes / "valbysogn-lokalraadet.json", "--html", page, *model_options)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Oplæg om Sporbyen" in page.read_text("utf-8")
