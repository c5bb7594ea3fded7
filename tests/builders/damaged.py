"""Sixty damaged files in real formats, made from the example minutes: the same bytes at every call."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

from . import bad_files, fuzz

ENCODINGS = ("utf-16-le", "utf-16", "cp500", "utf-7", "cp865", "mac-roman", "latin-1", "utf-32")
KINDS = ("agman", "acadre", "edoc", "fujitsu", "sbsys", "docx", "html", "csv", "pdf", "zip", "prepare")
DEEP = 20_000


def damaged_files(minutes: Path) -> dict[str, bytes]:
    """Name and content of each file; names begin with the kind of damage."""
    chance = random.Random(60)
    whole = {path.name: path.read_bytes() for path in sorted(minutes.iterdir())}
    whole |= {
        f"sample.{kind}": fuzz.SAMPLES[kind]
        for kind in ("agman", "acadre", "edoc", "fujitsu", "sbsys", "docx", "html", "csv", "pdf", "zip", "prepare")
    }
    made = {
        f"truncated-{name}": content[: int(len(content) * chance.uniform(0.1, 0.9))] for name, content in whole.items()
    }
    made |= {f"flipped-{name}": flipped(content, chance) for name, content in whole.items()}
    made |= {f"encoding-{name}.txt": bad_files.GOOD.encode(name, "replace") for name in ENCODINGS}
    made |= {"encoding-twice.txt": bad_files.GOOD.encode().decode("latin-1").encode(), **nested(), **huge()}
    return made


def flipped(content: bytes, chance: random.Random) -> bytes:
    """One bit in a thousand bytes, but at least one, turned over."""
    damaged = bytearray(content)
    for _ in range(max(1, len(damaged) // 1000)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def nested() -> dict[str, bytes]:
    archive = bad_files.GOOD.encode()
    for depth in range(6):
        archive = bad_files.zip_of({f"{depth}.zip" if depth else "a.txt": archive})
    return {
        "nested-zip.zip": archive,
        "nested-tags.html": b"<html><body>" + b"<div><table><tr><td>" * DEEP + b"Godkendt",
        "nested-lists.html": b"<html><body>" + b"<ul><li>" * DEEP,
        "nested-elements.xml": b"<?xml version='1.0'?>" + b"<Publication>" * DEEP + b"</Publication>" * DEEP,
        "nested-arrays.json": b"[" * DEEP + b"]" * DEEP,
        "nested-objects.json": b'{"Dagsordenpunkter":' * DEEP + b"1" + b"}" * DEEP,
        "nested-quotes.md": b">" * DEEP + b" citat\n# Referat\n# To\n",
    }


def huge() -> dict[str, bytes]:
    sparse = io.BytesIO()
    with zipfile.ZipFile(sparse, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", b"Punkt 1: Sag\n" * 1_000_000)
    return {
        "huge-line.txt": b"ord " * 500_000,
        "huge-points.txt": "".join(f"Punkt {n}: Sag\n\nBeslutning\nGodkendt.\n\n" for n in range(3_000)).encode(),
        "huge-members.zip": sparse.getvalue(),
        "huge-cell.csv": fuzz.SAMPLES["csv"] + b'1;"' + b"x" * 2_000_000 + b'"\n',
        "huge-numbers.json": b'{"Dagsordenpunkter": [' + b"9" * 100_000 + b"]}",
        "huge-attribute.xml": b"<Publication a='" + b"x" * 11_000_000 + b"'/>",
        "huge-tabs.txt": b"Referat\n" + b"\t" * 900_000 + b"\n",
    }
