"""Minutes from and records to other places (an S3 server on this machine), and Parquet by municipality and year."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow.dataset as ds
import pytest
from conftest import Run, command, environment

from nlp.remote import without_credentials

MEETING = """{municipality} Kommune
Referat
Kulturudvalget
Mødedato: 12. marts {year}

Punkt 1: Tilskud til koret
Sagsfremstilling
Koret søger om 25.000 kr. til en koncert i Fjordby Hallen.
Beslutning
Godkendt.
"""
Referat = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for number, (municipality, year) in enumerate([("Fjordby", 2020), ("Æbeltoft", 2021), ("Fjordby", 2021)]):
        (made / f"{number}.txt").write_text(MEETING.format(municipality=municipality, year=year), "utf-8")
    return made


def put(folder: Path, bucket: str) -> None:
    import s3fs

    s3fs.S3FileSystem(skip_instance_cache=True).put(str(folder) + "/", bucket + "/in/", recursive=True)


def content(url: str) -> bytes:
    import s3fs

    found: bytes = s3fs.S3FileSystem(skip_instance_cache=True).cat_file(url)
    return found


def test_from_s3_to_s3(bucket: str, referat: Run, folder: Path, tmp_path: Path) -> None:
    put(folder, bucket)
    done = referat("tag", f"{bucket}/in", "--out", f"{bucket}/out/minutes.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    referat("tag", folder, "--out", tmp_path / "out.jsonl")
    local = (tmp_path / "out.jsonl").read_bytes().replace(str(folder).encode(), f"{bucket}/in".encode())
    assert content(f"{bucket}/out/minutes.jsonl") == local
    manifest = [json.loads(line) for line in content(f"{bucket}/out/minutes.jsonl.manifest.jsonl").splitlines()]
    assert [line["path"] for line in manifest] == [f"{bucket}/in/{n}.txt" for n in range(3)]
    put(folder, bucket)
    assert referat("tag", f"{bucket}/in/1.txt").stdout.encode() == local.splitlines(keepends=True)[1]


def test_partitions_on_s3_replace_earlier_ones(bucket: str, referat: Run, folder: Path) -> None:
    import s3fs

    put(folder, bucket)
    assert referat("tag", f"{bucket}/in", "--out", f"{bucket}/set/").returncode == 0
    assert referat("tag", f"{bucket}/in/0.txt", "--out", f"{bucket}/set/").returncode == 0
    files = s3fs.S3FileSystem(skip_instance_cache=True).find("minutes/set")
    assert files == ["minutes/set/municipality=Fjordby/year=2020/part-00000-0.parquet"]


@pytest.mark.parametrize("url", ["s3://minutes/none", "s3://other/in"])
def test_nothing_at_the_url(bucket: str, referat: Run, tmp_path: Path, url: str) -> None:
    done = referat("tag", url, "--out", tmp_path / "out.jsonl")
    assert done.returncode == 1
    assert done.stderr.startswith(f"Error: {url}: ")
    assert "Traceback" not in done.stderr


def test_an_unknown_kind_of_place(referat: Run, folder: Path, tmp_path: Path) -> None:
    for arguments in (["nowhere://x/in", "--out", tmp_path / "out.jsonl"], [folder, "--out", "nowhere://x/out.jsonl"]):
        done = referat("tag", *arguments)
        assert done.returncode == 1
        assert "cannot be reached (Protocol not known: nowhere)" in done.stderr


def test_without_fsspec_the_extra_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "none" / "fsspec").mkdir(parents=True)
    (tmp_path / "none" / "fsspec" / "__init__.py").write_text("raise ImportError")
    env = {**environment(), "PYTHONPATH": os.pathsep.join([str(tmp_path / "none"), environment()["PYTHONPATH"]])}
    done = subprocess.run(command("tag", "s3://minutes/in"), env=env, capture_output=True, text=True)
    assert done.returncode == 1
    assert "need pip install 'referat[cloud]'" in done.stderr


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("sftp://anna:secret@host:22/a/b@c.txt", "sftp://host:22/a/b@c.txt"),
        ("sftp://anna@host/a", "sftp://host/a"),
        ("zip::https://anna:secret@host/a.zip", "zip::https://host/a.zip"),
        ("s3://minutes/a@b.txt", "s3://minutes/a@b.txt"),
        ("in/a@b.txt", "in/a@b.txt"),
    ],
)
def test_paths_are_shown_without_credentials(path: str, shown: str) -> None:
    assert without_credentials(path) == shown


def test_partitions_by_municipality_and_year(referat: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "set"
    assert referat("tag", folder, "--out", f"{out}/").returncode == 0
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.parquet")) == [
        "municipality=%C3%86beltoft/year=2021/part-00000-0.parquet",
        "municipality=Fjordby/year=2020/part-00000-0.parquet",
        "municipality=Fjordby/year=2021/part-00000-0.parquet",
    ]
    table = ds.dataset(out, partitioning="hive").to_table(columns=["municipality", "year", "title"]).to_pylist()
    assert {(row["municipality"], row["year"]) for row in table} == {
        ("Fjordby", 2020),
        ("Fjordby", 2021),
        ("Æbeltoft", 2021),
    }
    first = {path: path.read_bytes() for path in out.rglob("*.parquet")}
    assert referat("tag", folder, "--out", f"{out}/", "--no-cache", "--jobs", "2").returncode == 0
    assert {path: path.read_bytes() for path in out.rglob("*.parquet")} == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "set", "set.manifest.jsonl"]


def test_partitions_never_replace_a_folder_of_other_files(referat: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    done = referat("tag", folder, "--out", f"{tmp_path / 'mine'}/")
    assert done.returncode == 1
    assert "holds other files (letter.txt); give an empty or new folder" in done.stderr
    assert (tmp_path / "mine" / "letter.txt").read_text() == "dear"
    done = referat("tag", folder, "--out", f"{tmp_path / 'none' / 'set'}/")
    assert (done.returncode, "does not exist; make it first" in done.stderr) == (1, True)
    done = referat("tag", folder, "--out", f"{tmp_path / 'mine' / 'letter.txt'}/")
    assert (done.returncode, "is a file" in done.stderr) == (1, True)
