"""CPR numbers: which digits are one, how many are found among look-alikes, and that none leaves the program."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.cpr import measure, sentences
from nlp.outline import Document
from nlp.protect import Protection
from nlp.protect.cpr import find, mask
from nlp.protect.cpr.cpr import birth_year, passes_check


def born(text: str) -> list[date]:
    return [cpr.born for cpr in find(text)]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("010180-1234", "010180-xxxx"),
        ("0101801234", "010180xxxx"),
        ("010180 1234", "010180 xxxx"),
        ("010180 - 1234", "010180 - xxxx"),
        ("010180–1234", "010180–xxxx"),
        ("CPR-nr. 01.01.80-1234", "CPR-nr. 01.01.80-xxxx"),
        ("cpr: 01 01 80 1234.", "cpr: 01 01 80 xxxx."),
        ("født 01.01.1980-1234", "født 01.01.1980-xxxx"),
        ("klager, 010180-\n     1234, har", "klager, 010180-\n     xxxx, har"),
        ("Anna Holm\t010180-1234\t1.200", "Anna Holm\t010180-xxxx\t1.200"),
        ("Navn\tCPR\nAnna\t0101801234", "Navn\tCPR\nAnna\t010180xxxx"),
        ("010180-1234/020282-2345", "010180-xxxx/020282-xxxx"),
        ("ansøgning_010180-1234.pdf", "ansøgning_010180-xxxx.pdf"),
        ("erstatnings-CPR 610180-1234", "erstatnings-CPR 610180-xxxx"),
    ],
)
def test_the_last_four_digits_are_masked(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "320180-1234",
        "011380-1234",
        "290223-1234",
        "Sagsnr. 2019-118840",
        "27.12.16-G01-1-20",
        "Sag 2019-010180-1234",
        "Tlf. 12 34 56 78",
        "Kontonr. 1551 0101801234",
        "1551-0101801234",
        "Faktura nr. 0101801234",
        "EAN-nr. 5798000101801",
        "CVR-nr. 12345678",
        "P-nr. 1003456789",
        "0101801234 kr.",
        "Enhed\tP-nummer\nSkolen\t1003456789",
        "perioden 01.01.2019-2020",
        "CPR-nr. ikke oplyst, tlf. 0101801234",
    ],
)
def test_look_alikes_stay(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("year", "seventh", "full"),
    [
        (7, 3, 1907), (36, 4, 2036), (37, 4, 1937), (7, 5, 2007), (57, 8, 2057), (58, 8, 1858), (36, 9, 2036),
        (99, 9, 1999),
    ],
)  # fmt: skip
def test_the_seventh_digit_tells_the_century(year: int, seventh: int, full: int) -> None:
    assert birth_year(year, seventh) == full


def test_leap_years_go_by_the_century() -> None:
    assert born("290200-1234") == []
    assert born("290200-4234") == [date(2000, 2, 29)]


def test_births_that_fail_the_check_are_found() -> None:
    assert not passes_check("0101124234")
    assert born("Barnet 010112-4234 indskrives.") == [date(2012, 1, 1)]


def test_recall_and_precision_on_generated_sentences() -> None:
    recall, precision, errors = measure(sentences(20_000, seed=20_070_101))
    assert recall >= 0.999, errors
    assert precision >= 0.98, errors


@given(st.text("0123456789-– \n\tCPRcprnr.:/kæ", max_size=80))
def test_masking_keeps_every_offset_and_is_done_at_once(text: str) -> None:
    masked = mask(text)
    assert len(masked) == len(text)
    assert all(new == old or (old.isdigit() and new == "x") for old, new in zip(text, masked, strict=True))


def test_a_documents_path_outline_and_warnings_are_masked_too() -> None:
    document = Document("in/010180-1234.txt", "0101801234" * 6, "txt", "Fra 010180-1234", warnings=["010180-1234"])
    Protection().mask(document)
    assert (document.path, document.text, document.warnings) == (
        "in/010180-xxxx.txt",
        "Fra 010180-xxxx",
        ["010180-xxxx"],
    )
    assert document.sha256 == "0101801234" * 6


SECRET = ("1234", "5678")
TEXT = """Referat til mødet i Byrådet den 3. maj 2021

Deltagere: Jens Dam (A), Mette Kær (V)

Punkt 1: Klage fra borger 010180-1234 om afslag

Sagsfremstilling
Borgeren (CPR 0203615678) klager. Navn\tCPR
Anna\t020361 5678

Beslutning
Klagen fra 010180-
1234 afvises.

Bilag: ansøgning_010180-1234.pdf
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Minutes with CPR numbers in text, in a file name and in a zip member's name, and a file that fails."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "010180-1234.txt").write_text(TEXT, "utf-8")
    (made / "020361-5678 tom.txt").write_text("", "utf-8")
    with zipfile.ZipFile(made / "alle.zip", "w") as archive:
        archive.writestr("020361-5678.txt", TEXT.replace("Byrådet", "Socialudvalget"))
    return made


def leaks(content: str) -> list[str]:
    return [digits for digits in SECRET if digits in content]


def test_no_output_of_tag_shows_one(referat: Run, folder: Path, tmp_path: Path, model_options: list[str]) -> None:
    for ending in ("jsonl", "csv", "parquet"):
        out = tmp_path / f"out.{ending}"
        done = referat("tag", folder, "--out", out, *model_options)
        assert done.returncode == 1, "one file is empty"
        assert not leaks(done.stderr), done.stderr
        content = str(pq.read_table(out).to_pylist()) if ending == "parquet" else out.read_text("utf-8")
        assert "010180-xxxx" in content
        assert not leaks(content)
        assert not leaks((tmp_path / f"out.{ending}.manifest.jsonl").read_text("utf-8"))


def test_no_page_and_no_archive_shows_one(referat: Run, folder: Path, tmp_path: Path, model_options: list[str]) -> None:
    shown = referat("show", folder / "010180-1234.txt", "--html", tmp_path / "page.html", *model_options)
    printed = referat("show", folder / "010180-1234.txt", *model_options)
    assert "010180-xxxx" in printed.stdout
    assert not leaks(shown.stderr + printed.stdout + (tmp_path / "page.html").read_text("utf-8"))
    archive = tmp_path / "a.db"
    assert not leaks(referat("index", folder, "--archive", archive, *model_options).stderr)
    found = referat("find", "klage", "--archive", archive, "--format", "json").stdout
    assert "010180-xxxx" in found
    assert not leaks(found)
    referat("export", "--archive", archive, "--to", "csv", "--out", tmp_path / "all.csv")
    whole = referat("find", "klage", "--archive", archive, "--open", "1").stdout
    assert "010180-xxxx" in whole
    assert not leaks(whole + (tmp_path / "all.csv").read_text("utf-8"))
    assert b"010180-1234" not in archive.read_bytes()
    again = referat("index", folder, "--archive", archive, *model_options).stderr
    assert "0 added, 0 replaced, 2 unchanged" in again


def test_records_made_elsewhere_are_masked_on_the_way_into_an_archive(
    referat: Run, folder: Path, tmp_path: Path, model_options: list[str]
) -> None:
    kept = referat("tag", folder, "--keep-cpr", "--out", tmp_path / "kept.jsonl", *model_options)
    assert "Warning: --keep-cpr leaves CPR numbers in the output" in kept.stderr
    assert leaks((tmp_path / "kept.jsonl").read_text("utf-8")) == list(SECRET)
    referat("index", tmp_path / "kept.jsonl", "--archive", tmp_path / "b.db")
    found = json.loads(referat("find", "klage", "--archive", tmp_path / "b.db", "--format", "json").stdout)
    assert found["total"] == 2
    assert not leaks(json.dumps(found))
