"""Labelled points and label tables as a user's own files hold them, checked row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlp.errors import CorpusError
from nlp.read import sheets
from nlp.resources import label_names

Row = dict[str, Any]
POINT = ("id", "municipality", "title", "topics", "decision_types")
"""What a labelled point must have; it may have body, summary, proposal, decision, case_number and vote."""
TABLE = ("id", "meeting_id", "number", "topics", "decision_types")
"""What a row of a label table must have; it may have vote."""
YES, NO = ("1", "true", "yes", "ja", "x"), ("0", "false", "no", "nej", "")


def is_labelled(path: Path) -> bool:
    """Whether a CSV, tab-separated or Excel file holds labelled points, as its headings say."""
    if path.suffix.lower() not in sheets.ENDINGS:
        return False
    heading = {title.strip().casefold() for title in next(sheets.table(path), [])}
    return {"topics", "decision_types"} <= heading


def json_lines(path: Path, what: str) -> Iterator[tuple[str, Row]]:
    """The objects of a JSONL file, each with its place; raises :class:`CorpusError` where a line is not ``what``."""
    for number, line in enumerate(path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            row = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise CorpusError(f"{where}: not UTF-8 ({error.reason}); save the file as UTF-8") from error
        except ValueError as error:
            raise CorpusError(f"{where}: not {what} ({error})") from error
        if not isinstance(row, dict):
            raise CorpusError(f"{where}: not {what}; give an object with names and values")
        yield where, row


def checked(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    """The rows of a file of any form, each with its place.

    Raises :class:`CorpusError` where one lacks what is needed, and where an id stands twice.
    """
    ids: dict[str, str] = {}
    if path.suffix.lower() == ".jsonl":
        found = json_lines(path, "a labelled point")
    else:
        found = ((f"{path}:{number}", row) for number, row in sheets.rows(path))
    for where, row in found:
        if missing := [name for name in needed if name not in row]:
            raise CorpusError(f"{where}: {', '.join(missing)} missing; a row has {', '.join(needed)}")
        id = text(row, "id", where)
        if not id:
            raise CorpusError(f"{where}: the id is empty; give each row one of its own")
        if id in ids:
            raise CorpusError(f"{where}: id {id!r} stands twice, first at {ids[id]}")
        ids[id] = where
        yield where, row


def text(row: Row, name: str, where: str) -> str:
    """The text of a field, empty where there is none."""
    value = row.get(name)
    if value is not None and not isinstance(value, str | int):
        raise CorpusError(f"{where}: {name} is no text")
    return "" if value is None else str(value)


def labels(row: Row, kind: str, where: str) -> tuple[str, ...]:
    """Labels by name or Danish title, as a list, or in a cell between commas or semicolons."""
    known = {title.casefold(): name for name, title in label_names(kind).items()} | {n: n for n in label_names(kind)}
    value = row[kind]
    given = [str(one) for one in value] if isinstance(value, list) else text(row, kind, where).split(";")
    parts = [part for one in given for part in ([one] if one.strip().casefold() in known else one.split(","))]
    written = [part.strip() for part in parts if part.strip()]
    unknown = [one for one in written if one.casefold() not in known]
    if unknown or not written:
        listed = ", ".join(label_names(kind))
        raise CorpusError(f"{where}: unknown label {', '.join(unknown) or '(none)'!r} in {kind}; known: {listed}")
    return tuple(dict.fromkeys(known[one.casefold()] for one in written))


def flag(row: Row, name: str, where: str) -> bool:
    """A yes or no, 1 or 0; no where there is none."""
    written = text(row, name, where).strip().casefold()
    if written not in (*YES, *NO):
        raise CorpusError(f"{where}: {name} is {written!r}; write 1 or 0")
    return written in YES
