"""The archive's commands as a user meets them."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from archive_example import example
from click.testing import Result
from typer.testing import CliRunner

from nlp.cli.app import application
from nlp.cli.find import LEAST
from nlp.cli.shared.printing import print_csv
from nlp.store.archive.writer import Archive

ROOT = Path(__file__).parents[1]
SCHOOL = "Punkt 1: Nyt tag på Nørreskolen\nByrådet bevilgede 1,4 mio. kr.\n"
ROAD = "Punkt 2: Cykelsti langs Møllevej\n=Afvist.\n"


def referat(*args: str, folder: Path) -> Result:
    """The command, run in this process."""
    with contextlib.chdir(folder):
        return CliRunner(env={"COLUMNS": "140"}).invoke(application(), args)


def process(*args: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command, run in a process of its own."""
    command = [sys.executable, "-c", "from nlp.cli.app import main; main()", *args]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive of two points and the records it was made of."""
    place = tmp_path_factory.mktemp("archive")
    road = example(ROAD, source__path="b.txt", meeting__body="Økonomiudvalget", meeting__date="2019-02-05")
    road.points[0].topics[0].label = "traffic"
    road.points[0].decision_types[0].label = "rejected"
    road.points[0].case_number = "19/1234"
    (place / "records.jsonl").write_text("\n".join(r.model_dump_json() for r in (example(SCHOOL), road)), "utf-8")
    done = referat("index", "records.jsonl", "--archive", "minutes.db", folder=place)
    assert (done.exit_code, done.stderr) == (0, "2 added, 0 replaced, 0 unchanged, 0 failed\n")
    return place


def test_indexing_again_changes_nothing(folder: Path) -> None:
    again = referat("index", "records.jsonl", folder=folder)
    assert again.stderr == "0 added, 0 replaced, 2 unchanged, 0 failed\n"


def test_find_answers_as_the_contract_says(folder: Path) -> None:
    done = referat("find", "afviste cykelstier i 2019", "--format", "json", folder=folder)
    answer = json.loads(done.stdout)
    assert done.stderr.startswith(
        "Forstået: beslutning rejected (Afvist); fra 2019-01-01; til 2019-12-31; tekst cykelst"
    )
    assert answer["total"] == 1
    assert answer["query"]["decisions"] == ["rejected"]
    hit = answer["hits"][0]
    expected = {"municipality", "body", "date", "number", "title", "topics", "decision_types", "decision", "amount_max"}
    expected |= {"source", "case_number", "snippet"}
    assert expected <= set(hit)
    assert (hit["body"], hit["topics"], hit["case_number"]) == ("Økonomiudvalget", ["traffic"], "19/1234")


def test_options_win_over_words(folder: Path) -> None:
    done = referat(
        "find",
        "afviste sager i 2019",
        "--decision",
        "approved",
        "--from",
        "2020",
        "--to",
        "2020",
        "--count",
        folder=folder,
    )
    assert (done.stdout, done.exit_code) == ("1\n", 0)


def test_a_hit_in_full_with_its_place(folder: Path) -> None:
    done = referat("find", "cykelsti", "--open", "1", folder=folder)
    assert done.stdout == f"Hvidsted, Økonomiudvalget, 2019-02-05\nb.txt, characters 0-{len(ROAD)}\n\n{ROAD}"


def test_open_without_a_number_means_open_points(folder: Path) -> None:
    assert referat("find", "cykelsti", "--open", "--count", folder=folder).stdout == "1\n"
    assert referat("find", "cykelsti", "--closed", "--count", folder=folder).stdout == "0\n"


def test_cells_of_csv_are_quoted_and_harmless(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    print_csv(["body", "points"], [{"body": '=Nævnet "B"', "points": 3}, {"body": "", "points": {"for": 1}}])
    assert capsysbinary.readouterr().out.decode("utf-8") == '\ufeffbody,points\r\n"\'=Nævnet ""B""",3\r\n,for 1\r\n'


@pytest.mark.parametrize("command", [("stats", "--by", "body"), ("history", "19/1234")])
def test_counts_and_cases_in_every_form(command: tuple[str, ...], folder: Path) -> None:
    rows = json.loads(referat(*command, "--format", "json", folder=folder).stdout)
    lines = referat(*command, "--format", "jsonl", folder=folder).stdout.splitlines()
    table = referat(*command, "--format", "csv", folder=folder).stdout.removeprefix("\ufeff")
    assert [json.loads(line) for line in lines] == rows and rows
    assert [list(row) for row in csv.DictReader(io.StringIO(table))] == [list(row) for row in rows]


def test_csv_is_for_excel(folder: Path) -> None:
    out = referat("find", "cykelsti", "--format", "csv", folder=folder).stdout
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"))))
    assert out.startswith("\ufeff")
    assert rows[0]["snippet"] == "'=Afvist."


def test_explain_shows_the_sql(folder: Path) -> None:
    said = referat("find", "cykelsti", "--explain", folder=folder).stderr
    assert "SQL: SELECT" in said and "MATCH ?" in said and "cykelsti" in said


def test_nothing_found_is_told_and_no_error(folder: Path) -> None:
    done = referat("find", "cykelsti i 2020", "--format", "json", folder=folder)
    assert done.exit_code == 0
    assert "Intet fundet: intet punkt har det hele; uden" in done.stderr
    answer = json.loads(done.stdout)
    assert (answer["total"], answer["hits"]) == (0, [])
    assert answer["nearest"]["total"] == len(answer["nearest"]["hits"]) == 1


def test_the_number_comes_first_where_it_is_asked_for(folder: Path) -> None:
    done = referat("find", "hvor mange sager er der om cykelstier", folder=folder)
    assert done.stdout.startswith("1 punkt\n")


def test_what_a_question_leaves_out(folder: Path) -> None:
    with_it = referat("find", "cykelsti", "--format", "json", folder=folder).stdout
    without = referat("find", "sager undtagen cykelsti", "--format", "json", folder=folder).stdout
    titles = [{hit["title"] for hit in json.loads(answer)["hits"]} for answer in (with_it, without)]
    assert all(titles) and not titles[0] & titles[1]


def test_stats_history_and_export(folder: Path) -> None:
    assert "traffic" in referat("stats", "--by", "topic", folder=folder).stdout
    assert "2019" in referat("stats", "--by", "year", folder=folder).stdout
    assert "Økonomiudvalget" in referat("history", "19/1234", folder=folder).stdout
    assert referat("export", "--to", "csv", "--out", "points.csv", folder=folder).stderr == "points.csv: 2 points\n"
    assert referat("export", "--to", "parquet", "--out", "points", folder=folder).exit_code == 0
    assert (folder / "points" / "municipality=Hvidsted" / "year=2019").is_dir()


def test_export_takes_its_form_from_the_ending(folder: Path) -> None:
    assert referat("export", "--out", "ending.csv", folder=folder).exit_code == 0
    assert (folder / "ending.csv").read_bytes().startswith("\ufeffmunicipality,year".encode())
    assert referat("export", "--out", "ending", folder=folder).exit_code == 0
    assert (folder / "ending" / "municipality=Hvidsted").is_dir()


def test_an_export_takes_the_place_of_an_earlier_one_and_of_nothing_else(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "points"
    assert [referat("export", "--out", str(out), folder=folder).exit_code for _ in range(2)] == [0, 0]
    (out / "notes.txt").write_text("ours")
    done = referat("export", "--out", str(out), folder=folder)
    assert (done.exit_code, (out / "notes.txt").exists()) == (1, True)
    assert "points: holds other files (notes.txt)" in done.stderr


def test_asking_leaves_nothing_beside_the_archive(folder: Path) -> None:
    for args in (["find", "skole"], ["stats"], ["export", "--out", "beside.csv"], ["correct"]):
        assert referat(*args, folder=folder).exit_code == 0
    assert sorted(path.name for path in folder.glob("minutes.db*")) == ["minutes.db", "minutes.db.manifest.jsonl"]


def test_nothing_to_count_is_told(folder: Path) -> None:
    done = referat("stats", "flyvebåde", folder=folder)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith("0 punkter\n")


@pytest.mark.parametrize(
    ("args", "status", "message"),
    [
        (["find", "skole", "-a", "none.db"], 2, "none.db: no archive there; make one with 'referat index"),
        (["find", "skole", "-a", "records.jsonl"], 1, "records.jsonl: not an archive"),
        (["find", "skole", "-a", "."], 2, "is a folder"),
        (["find"], 2, "the question is empty"),
        (["find", ""], 2, "the question is empty"),
        (["find", "a" * 100_000], 2, "100,000 characters"),
        (["find", "skole", "--min-amount", "meget"], 2, "'meget' is not an amount; write for example"),
        (["find", "skole", "--from", "30.2.2020"], 2, "30.2.2020' is no day of the calendar"),
        (["find", "skole", "--from", ""], 2, "'' is not a date"),
        (["find", "skole", "--from", "2021", "--to", "2020"], 2, "swap --from and --to"),
        (["find", "skole", "--topic", "skak"], 2, "'skak' is no topic; choose from budget"),
        (["find", "skole", "--decision", "xyz"], 2, "'xyz' is no decision type"),
        (["find", "skole", "--vote", "perhaps"], 2, "'perhaps' is no way to vote"),
        (["find", "skole", "--law", "§"], 2, "'§' names no statute; write for example"),
        (["find", "skole", "--open", "9"], 2, "there is no hit 9"),
        (["find", "skole", "--min-amount", "9" * 400], 2, "is longer than any amount"),
        (["find", "skole", "--case", "§§"], 2, "'§§' has no letter or digit"),
        (["find", "skole", "--kle", "*"], 2, "'*' has no letter or digit"),
        (["history", "§§"], 2, "no case number given"),
        (["correct", "9" * 25, "--topic", "school"], 2, "no point '9999999999999999999999999' in the archive"),
        (["history", "99/9999"], 2, "no case '99/9999' in the archive"),
        (["people", "Nobody", "Atall"], 2, "nobody called 'Nobody Atall'"),
        (["serve", "-a", "none.db"], 2, "none.db: no archive there"),
        (["stats", "--plot", "x.gif"], 2, "ends in .png or .svg"),
        (["stats", "--plot", "gone/x.svg"], 1, "the folder gone does not exist"),
        (["export", "--to", "xlsx", "--out", "."], 1, "is a folder; give a file name, such as minutes.xlsx"),
        (["export", "--out", "points.txt"], 2, "unknown ending '.txt'; use .csv, .xlsx or a folder"),
        (["index", "gone.txt", "--archive", "nowhere/minutes.db"], 2, "does not exist; create it first"),
    ],
)
def test_errors_say_what_where_and_the_remedy(folder: Path, args: list[str], status: int, message: str) -> None:
    done = referat(*args, folder=folder)
    assert done.exit_code == status, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2


@pytest.mark.parametrize("option", ["--limit", "--open"])
def test_more_hits_than_any_archive_has(folder: Path, option: str) -> None:
    done = process("find", "skole", option, "9" * 25, folder=folder)
    assert done.returncode == 2
    assert "give 1000000000 or less" in done.stderr


@pytest.mark.parametrize("columns", ["20", "40", "70", "140"])
def test_a_hit_is_whole_in_any_terminal(folder: Path, columns: str) -> None:
    with contextlib.chdir(folder):
        done = CliRunner(env={"COLUMNS": columns}).invoke(application(), ["find", "cykelsti"])
    for part in ("Cykelsti", "langs", "2019-02-05"):
        assert part in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= max(int(columns), LEAST)


def test_a_question_loads_neither_models_nor_rich(folder: Path) -> None:
    asked = "budget over 1 mio. kr. siden 1. maj 2019 efter servicelovens § 85"
    command = [sys.executable, "-X", "importtime", "-c", "from nlp.cli.app import main; main()", "find", asked]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8").stderr
    loaded = {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time")}
    assert "nlp.query.search" in loaded
    assert not loaded & {"pydantic", "rich", "simplemma", "spacy", "numpy"}


def test_amounts_as_people_write_them(folder: Path) -> None:
    done = referat("find", "skole", "--min-amount", "1,5 mio", "--count", folder=folder)
    assert done.exit_code == 0
    assert "mindst 1.500.000 kr." in done.stderr


def test_a_damaged_line_of_records_is_named(folder: Path) -> None:
    (folder / "bad.jsonl").write_text(
        (folder / "records.jsonl").read_text("utf-8").replace('"format":"txt"', '"format":7', 1), "utf-8"
    )
    done = referat("index", "bad.jsonl", "--archive", "bad.db", folder=folder)
    assert done.exit_code == 1
    assert "bad.jsonl:1: not a record (source.format" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_archive(folder: Path) -> None:
    (folder / "minutes.db").chmod(0o444)
    done = referat("index", "records.jsonl", folder=folder)
    (folder / "minutes.db").chmod(0o644)
    assert "write-protected" in done.stderr


def test_a_pruned_document_is_gone(folder: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example(SCHOOL, source__path="in/a.txt"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.jsonl").write_text(
        example(ROAD, source__path="in/b.txt", meeting__date="2001-01-01").model_dump_json(), "utf-8"
    )
    done = referat("index", "in", "--prune", folder=tmp_path)
    assert done.stderr == "1 added, 0 replaced, 0 unchanged, 0 failed, 1 dropped\n"


def test_a_process_of_its_own_ends_with_status_and_one_line(folder: Path) -> None:
    done = process("find", "skole", "-a", "none.db", folder=folder)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert process("find", "skole", "--count", folder=folder).stdout == "1\n"


def test_finding_loads_no_spacy(folder: Path) -> None:
    code = (
        "import sys\nfrom nlp.query.search import Finder\n"
        "with Finder('minutes.db') as f: f.find(f.read('servicelovens § 85 over 1 mio. kr. siden maj 2019'))\n"
        "print([m for m in ('spacy', 'sklearn', 'numpy', 'simplemma') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "[]\n", done.stderr


def test_retag_renews_only_what_another_model_tagged(tmp_path: Path) -> None:
    for name in ("nordstrand-socialudvalget.md", "kalvemose-klimaudvalget.pdf"):
        (tmp_path / name).write_bytes((ROOT / "corpus/minutes" / name).read_bytes())
    assert referat("index", ".", folder=tmp_path).stderr.startswith("2 added")
    with Archive(tmp_path / "minutes.db") as archive:
        archive.db.execute("INSERT INTO model VALUES (0, 'da_referat', '0.0.1', 'older')")
        archive.db.execute("UPDATE document SET model_id = 0, digest = '' WHERE path LIKE '%.md'")
    assert referat("index", ".", folder=tmp_path).stderr.startswith("0 added, 0 replaced, 2 unchanged")
    assert referat("index", "--retag", folder=tmp_path).stderr.startswith("0 added, 1 replaced, 0 unchanged")
    assert referat("index", ".", "--retag", folder=tmp_path).stderr.startswith("0 added, 0 replaced, 2 unchanged")


def test_retag_of_all_leaves_what_was_tagged_under_other_options(tmp_path: Path) -> None:
    name = "nordstrand-socialudvalget.md"
    (tmp_path / name).write_bytes((ROOT / "corpus/minutes" / name).read_bytes())
    referat("index", ".", "--municipality", "Borreby", folder=tmp_path)
    with Archive(tmp_path / "minutes.db") as archive:
        archive.db.execute("INSERT INTO model VALUES (0, 'da_referat', '0.0.1', 'older')")
        archive.db.execute("UPDATE document SET model_id = 0, digest = ''")
    done = referat("index", "--retag", folder=tmp_path)
    assert done.stderr.startswith(f"{name}: left, tagged under other options")
    assert referat("find", "i Borreby", "--count", folder=tmp_path).stdout.strip() != "0"
    done = referat("index", "--retag", "--municipality", "Borreby", folder=tmp_path)
    assert done.stderr.startswith("0 added, 1 replaced, 0 unchanged")


def test_retag_names_files_that_are_gone(folder: Path) -> None:
    done = referat("index", "--retag", "--archive", "minutes.db", folder=folder)
    assert "a.txt: gone, so its answers stay those of the model that tagged it" in done.stderr


def test_index_without_files_says_what_to_write(folder: Path) -> None:
    done = referat("index", folder=folder)
    assert done.exit_code == 2
    assert "referat index FOLDER" in done.stderr


def test_export_to_excel(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    done = referat("export", "--to", "xlsx", "--out", "points.xlsx", folder=folder)
    assert done.stderr == "points.xlsx: 2 points\n"
    rows = list(openpyxl.load_workbook(folder / "points.xlsx").active.iter_rows(values_only=True))
    first = dict(zip(rows[0], rows[1], strict=True))
    assert (len(rows), first["title"], first["topics"], first["closed"]) == (3, ROAD.split("\n")[0], "traffic", False)
    assert all(not (isinstance(cell, str) and cell.startswith("=")) for row in rows for cell in row)


@pytest.mark.parametrize(("name", "begins"), [("counts.png", b"\x89PNG"), ("counts.svg", b"<?xml")])
def test_counts_as_a_picture(folder: Path, name: str, begins: bytes) -> None:
    pytest.importorskip("matplotlib")
    done = referat("stats", "--by", "topic", "--plot", name, folder=folder)
    assert (done.exit_code, (folder / name).read_bytes().startswith(begins)) == (0, True), done.stderr


def test_points_without_a_vote(folder: Path) -> None:
    assert referat("find", "cykelsti", "--vote", "none", "--count", folder=folder).stdout == "1\n"
    assert referat("find", "cykelsti", "--vote", "any", "--count", folder=folder).stdout == "0\n"


def test_serving_at_a_port_that_is_taken(folder: Path) -> None:
    pytest.importorskip("datasette")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = referat("serve", "--port", port, folder=folder)
    assert done.exit_code == 1
    assert f"127.0.0.1:{port}: cannot be used" in done.stderr and "choose another --port" in done.stderr


def test_what_was_indexed_under_other_options_is_tagged_anew(tmp_path: Path) -> None:
    minutes = "Havrum Kommune\nReferat af Byrådet 17. marts 2020\n1. Nyt tag\nBeslutning\nGodkendt.\n"
    (tmp_path / "a.txt").write_text(minutes, "utf-8")
    given = ("--municipality", "Hvidsted")
    said = [
        referat("index", "a.txt", *options, folder=tmp_path).stderr
        for options in ((), given, given, (), (), ("--keep-cpr",), ("--keep-cpr",), ())
    ]
    ends = [line.splitlines()[-1].split(", 0 failed")[0] for line in said]
    same, new = "0 added, 0 replaced, 1 unchanged", "0 added, 1 replaced, 0 unchanged"
    assert ends == ["1 added, 0 replaced, 0 unchanged", new, same, new, same, same, same, same]
    with Archive(tmp_path / "minutes.db") as archive:
        assert archive.db.execute("SELECT municipality FROM meeting").fetchall() == [("Havrum",)]
