"""``referat find``: questions to an archive."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.shared.bundles import bundled
from nlp.cli.shared.columns import Column, Line, print_columns, terminal_width
from nlp.cli.shared.guard import guarded
from nlp.cli.shared.messages import in_a_line, say
from nlp.cli.shared.options import ARCHIVE, ArchivePath, AsForm, Form
from nlp.cli.shared.printing import print_csv, print_json, print_jsonl
from nlp.cli.shared.question_options import Wanted, Words, apply, order_named

if TYPE_CHECKING:
    from nlp.query.hits import Hit
    from nlp.query.search import Finder, Findings
    from nlp.query.telling import Telling

WIDE = 110
"""Columns of a terminal from which a hit is one row."""
MOST = 1_000_000_000
"""Hits that can be asked for."""
NARROW, LEAST = 60, 24
"""Columns below which a hit is one cell, and the fewest."""


@guarded
@bundled
def find(
    words: Words = None,
    archive: ArchivePath = ARCHIVE,
    form: AsForm = Form.table,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", metavar="N", min=0, max=MOST, help="Most hits, 20 by default; 0 for all."),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort", metavar="ORDER", help="Order of the hits: relevance, newest, oldest, amount or smallest."
        ),
    ] = None,
    count: Annotated[bool, typer.Option("--count", help="Print only how many there are.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show the SQL as well.")] = False,
    open_point: Annotated[
        int | None, typer.Option("--open-hit", "-o", metavar="N", max=MOST, help="Show hit N of the answer in full.")
    ] = None,
    *,
    wanted: Wanted,
) -> None:
    """Find agenda points: ask in Danish or English, or give options; options win.

    How the question was understood is told on standard error.
    """
    from nlp.query.question import Question
    from nlp.query.search import USUAL, Finder

    with Finder(archive) as finder:
        question = finder.read(" ".join(words)) if words else Question()
        apply(wanted, question)
        limit = (question.limit or USUAL) if limit is None else limit
        most = max(limit, open_point or 0) if limit else -1
        answer = finder.find(question, limit=0 if count else most, sort=order_named(sort) if sort else None)
        tell(answer, explain)
        if count:
            print(answer.total)
        elif open_point is not None:
            show_in_full(finder, answer, open_point)
        else:
            WRITERS[form](answer)


def tell(answer: Findings, explain: bool) -> None:
    """How the question was understood, and what to do where it found nothing, on standard error."""
    from nlp.query.telling import Telling

    telling = Telling(answer.question.language)
    say(f"{telling.say('understood')}: {answer.question.describe()}")
    if explain:
        say(f"SQL: {answer.sql} -- {json.dumps(answer.values, ensure_ascii=False)}")
    if answer.hint:
        say(f"{telling.say('nothing_found')}: {answer.hint}")


def show_in_full(finder: Finder, answer: Findings, number: int) -> None:
    """One hit with its source file and place in it."""
    from nlp.errors import UsageError

    if not 1 <= number <= len(answer.hits):
        raise UsageError(f"there is no hit {number}; the answer has {answer.total}")
    point = finder.record(answer.hits[number - 1].id)
    meeting = point["meeting"]
    print(f"{meeting['municipality'] or '?'}, {meeting['body'] or '?'}, {meeting['date'] or 'no date'}")
    place = f", page {point['page']}" if point["page"] else ""
    print(f"{in_a_line(point['source'])}{place}, characters {point['span'][0]}-{point['span'][1]}\n")
    print(point["text"].rstrip())


def write_table(answer: Findings) -> None:
    """The hits in columns, how many there are of them, and those of the nearest question where there are none."""
    from nlp.query.telling import Telling

    telling = Telling(answer.question.language)
    if answer.question.how_many:
        print(telling.counted(answer.total))
    print_hits(answer, telling)
    shown = telling.say("shown", number=len(answer.hits)) if 0 < len(answer.hits) < answer.total else ""
    say(telling.counted(answer.total) + (f", {shown}" if shown else ""))
    if instead := answer.nearest:
        say("\n" + telling.say("nearest", question=f"{instead.question.describe()}: {telling.counted(instead.total)}"))
        print_hits(instead, telling)


def print_hits(answer: Findings, telling: Telling) -> None:
    """A row a hit; on a narrow terminal body and decision stand below the title, on a very narrow one all of it."""
    asked = answer.question.min_amount is not None or answer.question.max_amount is not None
    away, voted = bool(answer.question.absent), any(hit.votes for hit in answer.hits)
    width = max(terminal_width(), LEAST)
    narrow, tiny = width < WIDE, width < NARROW
    said = "absent" if away else "votes" if voted else "decision"
    between = ("title",) if narrow else ("body", "title", said)
    names = ("title", "point") if tiny else ("date", *between, "found" if asked else "largest", "point")
    columns = [Column("#", right=True)]
    for name in names:
        fixed = name not in between
        columns.append(Column(telling.say(f"column_{name}"), fixed and name != "date", fixed))
    rows = []
    for number, hit in enumerate(answer.hits, 1):
        shown = amount(hit.amount_found if asked else hit.amount_max)
        shown_cells = cells(hit, said, narrow, telling)
        if tiny:
            shown_cells[0].append((" ".join(part for part in (hit.date, shown) if part), ""))
        around = ([], []) if tiny else ([[(hit.date or "", "")]], [[(shown, "")]])
        rows.append([[(str(number), "")], *around[0], *shown_cells, *around[1], [(str(hit.id), "")]])
    if rows:
        print_columns(columns, rows, width)


def cells(hit: Hit, last: str, narrow: bool, telling: Telling) -> list[list[Line]]:
    """Body, title and what was decided (or who was absent or voted); in one cell where it is narrow."""
    body = ", ".join(part for part in (hit.municipality, hit.body) if part)
    title = " ".join(part for part in (hit.number, hit.title) if part)
    said = textwrap.shorten(hit.decision, 90, placeholder=" …")
    if last == "absent":
        said = ", ".join(hit.absent)
    elif last == "votes":
        said = telling.votes(hit.votes)
    if not narrow:
        return [[(body, "")], [(title, "")], [(said, "")]]
    return [[(title, "bold"), (body, "dim"), (said, "")]]


def amount(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}".replace(",", ".") + " kr."


def write_json(answer: Findings) -> None:
    print_json(answer.as_dict())


def write_jsonl(answer: Findings) -> None:
    print_jsonl(answer.as_dict()["hits"])


def write_csv(answer: Findings) -> None:
    hits = answer.as_dict()["hits"]
    print_csv(list(hits[0]) if hits else ["id", "municipality", "body", "date", "number", "title"], hits)


WRITERS = {Form.table: write_table, Form.json: write_json, Form.jsonl: write_jsonl, Form.csv: write_csv}
