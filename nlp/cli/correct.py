"""``referat correct``: what a person says of a point, which then counts before any model."""

from __future__ import annotations

from contextlib import closing
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import say
from nlp.cli.shared.options import ARCHIVE, ArchivePath
from nlp.errors import UsageError

if TYPE_CHECKING:
    import sqlite3

    from nlp.store.archive.corrections import Correction


@guarded
def correct(
    point: Annotated[
        str | None,
        typer.Argument(
            metavar="POINT",
            help="The number in the last column of 'referat find' (id in JSON and CSV), or a point's key.",
        ),
    ] = None,
    topic: Annotated[
        list[str], typer.Option("--topic", metavar="NAME", help="A topic, as find knows it; all that hold.")
    ] = [],  # noqa: B006
    decision: Annotated[
        list[str], typer.Option("--decision", metavar="NAME", help="A decision type; all that hold.")
    ] = [],  # noqa: B006
    vote: Annotated[bool | None, typer.Option("--vote/--no-vote", help="Whether a vote is recorded.")] = None,
    withdraw: Annotated[
        list[str],
        typer.Option("--withdraw", metavar="FIELD", help="Take back: topics, decision_types, vote, entities."),
    ] = [],  # noqa: B006
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Who says so (default: you).")] = None,
    archive: ArchivePath = ARCHIVE,
) -> None:
    """Correct a point: it wins over the model, survives every new tagging, and is trained on.

    Without a POINT all corrections are listed: who, when, what the model had said.
    """
    values: dict[str, Any] = {}
    if topic:
        values["topics"] = read("topics", topic)
    if decision:
        values["decision_types"] = read("decision_types", decision)
    if vote is not None:
        values["vote"] = vote
    if both := next((field for field in withdraw if field in values), None):
        raise UsageError(f"--withdraw {both} takes back what the other options say; leave out one of them")
    values |= dict.fromkeys(withdraw)
    if point is None:
        if values:
            raise UsageError("say which point; its number stands in the last column of 'referat find'")
        list_corrections(archive)
        return
    if not values:
        raise UsageError("say what is right: --topic, --decision, --vote or --no-vote, or --withdraw")
    _store(archive, point, values, who or getuser())


def _store(archive: Path, point: str, values: dict[str, Any], who: str) -> None:
    from nlp.labels import wrong_labels
    from nlp.resources import label_names
    from nlp.store.archive import schema
    from nlp.store.archive.writer import Archive

    for kind, labels in values.items():
        if isinstance(labels, list) and (wrong := next(iter(wrong_labels(labels, kind, label_names(kind))), None)):
            raise UsageError(wrong)
    schema.connect(archive).close()  # an archive that is not there is not made
    with Archive(archive) as opened:
        number = number_of(opened.db, point)
        check_withdrawn(opened.db, number, [field for field, value in values.items() if value is None])
        for field, value in values.items():
            print_correction(opened.correct(number, field, value, who=who))  # type: ignore[arg-type]


def check_withdrawn(db: sqlite3.Connection, number: int, fields: list[str]) -> None:
    """Raise :class:`UsageError` for a field of which the point has no correction that counts."""
    from nlp.store.archive import corrections

    (key,) = db.execute("SELECT key FROM point WHERE id = ?", (number,)).fetchone()
    standing = {one.field for one in corrections.listed(db, keys=[key])}
    for field in fields:
        corrections.check(field, None, "")
        if field not in standing:
            raise UsageError(f"{field}: nobody corrected this of the point, so there is nothing to take back")


def read(kind: str, given: list[str]) -> list[str]:
    """Labels from what ``find`` understands, too; says what another word was read as, and leaves what names none."""
    from nlp.query.reading.label_names import labels_named

    made = []
    for words in given:
        labels = labels_named(kind, words) or [words]
        if labels != [words]:
            say(f"'{words}' read as {', '.join(labels)}")
        made += labels
    return made


def number_of(db: sqlite3.Connection, point: str) -> int:
    """The archive's number of a point that is given by it or by its key; raises :class:`UsageError`."""
    from nlp.review.archive_items import ids_of
    from nlp.store.archive.corrections import key_from

    if len(point) == 16:
        key = key_from(point)
        found = ids_of(db, [key]).get(key)
    else:
        typed = point if point.isdecimal() else None
        found = next((n for (n,) in db.execute("SELECT id FROM point WHERE id = CAST(? AS INTEGER)", (typed,))), None)
    if found is None:
        raise UsageError(f"no point {point!r} in the archive; its number stands in the last column of 'referat find'")
    return int(found)


def list_corrections(archive: Path) -> None:
    """Print all corrections, withdrawn ones too, in the order in which they were given."""
    from nlp.store.archive import corrections, schema

    with closing(schema.connect(archive, read_only=True)) as db:
        found = corrections.listed(db, all_of_them=True)
        lost = {one.id for one in corrections.orphans(db)}
    for one in found:
        print_correction(one, ", no longer in the archive" if one.id in lost else "")
    if not found:
        print("no corrections")


def print_correction(one: Correction, more: str = "") -> None:
    """One line: the point, what is right, who said so and when, and what the model had said."""
    said = written(one.value) if one.value is not None else "withdrawn"
    print(
        f"{one.point}  {one.title[:50]}  {one.field}: {said}  ({one.who}, {one.at};"
        f" {one.said_by} had said {written(one.said)}{more})"
    )


def written(value: Any) -> str:
    """Labels as names, spans as their number."""
    if not isinstance(value, list):
        return {True: "yes", False: "no"}.get(value, "-")
    if value and isinstance(value[0], list) and len(value[0]) > 2:
        return f"{len(value)} entities"
    return ", ".join(one if isinstance(one, str) else str(one[0]) for one in value) or "-"
