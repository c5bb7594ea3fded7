"""Votes in decisions: how many and who, on which side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.record import Votes
from nlp.segment.points.votes import find_votes, has_vote

Side = tuple[int | None, list[str], list[str]]
NOBODY: Side = (None, [], [])


def sides(votes: Votes) -> tuple[Side, Side, Side]:
    return tuple((side.count, side.names, side.parties) for side in (votes.for_, votes.against, votes.abstained))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("text", "for_", "against", "abstained"),
    [
        ("Med stemmerne 13 for og 8 imod godkendte Byrådet planen.", (13, [], []), (8, [], []), NOBODY),
        (
            "Godkendt.\nFor stemte: (V), (C) og Hans Holm (UP).\nImod stemte: (A)",
            (None, ["Hans Holm"], ["V", "C"]),
            (None, [], ["A"]),
            NOBODY,
        ),
        (
            "14 stemmer for (V, C og O), 3 imod (A) og 10 undlod (F og Ø).",
            (14, [], ["V", "C", "O"]),
            (3, [], ["A"]),
            (10, [], ["F", "Ø"]),
        ),
        ("Godkendt med 31 stemmer imod 14. 6 undlod at stemme.", (31, [], []), (14, [], []), (6, [], [])),
        ("Forkastet med 39 stemmer mod 5.", (5, [], []), (39, [], []), NOBODY),
        ("For: 20 (A, B og F)\nImod: 6 (V)", (20, [], ["A", "B", "F"]), (6, [], ["V"]), NOBODY),
        ("Godkendt. Hans Holm (Ø) stemte imod.", NOBODY, (None, ["Hans Holm"], []), NOBODY),
        ("Et flertal (A+V+C+N) godkender planen.", (None, [], ["A", "V", "C", "N"]), NOBODY, NOBODY),
        ("Anbefales. O (1) kan ikke anbefale planen.", NOBODY, (1, [], ["O"]), NOBODY),
        ("Godkendt. (F) og Enhedslisten undlod at stemme.", NOBODY, NOBODY, (None, [], ["F", "Ø"])),
        ("Godkendt. 1 medlem (O) tager forbehold.", NOBODY, NOBODY, NOBODY),
        ("Vedtaget. Imod stemte A og V (2).", NOBODY, (2, [], ["A", "V"]), NOBODY),
        ("For stemte A (7), V (5) og C (1). Imod stemte Ø (2).", (13, [], ["A", "V", "C"]), (2, [], ["Ø"]), NOBODY),
        (
            "A, F og Ø (5) stemte for, mens V (3) og C stemte imod.",
            (5, [], ["A", "F", "Ø"]),
            (None, [], ["V", "C"]),
            NOBODY,
        ),
        ("Vedtaget mod 2 stemmer (Ø).", NOBODY, (2, [], ["Ø"]), NOBODY),
        (
            "For stemte 11 (A, F)\nImod stemte 8 (V)\nUndlod at stemme 5 (C)",
            (11, [], ["A", "F"]),
            (8, [], ["V"]),
            (5, [], ["C"]),
        ),
        (
            "For stemte:\nHans Holm (V)\nGrete Lund (A)\nGodkendt.",
            (None, ["Hans Holm", "Grete Lund"], []),
            NOBODY,
            NOBODY,
        ),
        ("Godkendt med 7 stemmer mod 3. Ingen undlod at stemme.", (7, [], []), (3, [], []), (0, [], [])),
        ("Godkendt efter afstemning med 52 mod 3.", (52, [], []), (3, [], []), NOBODY),
        ("1 medlem stemte imod: V.", NOBODY, (1, [], ["V"]), NOBODY),
        ("Imod stemte:\n(F) med bemærkning om, at det er dyrt.", NOBODY, (None, [], ["F"]), NOBODY),
        ("Ad 1. A stemmer for, og V stemmer imod.\nAd 2. V stemmer for.", (None, [], ["V"]), NOBODY, NOBODY),
        ("Imod stemte (C) med bemærkning om, at C støtter udvalgets forslag.", NOBODY, (None, [], ["C"]), NOBODY),
        ("(F) stemte imod med bemærkning om, at F støtter ideen.", NOBODY, (None, [], ["F"]), NOBODY),
        ("Enstemmigt godkendt.", NOBODY, NOBODY, NOBODY),
        ("Godkendt uden afstemning.", NOBODY, NOBODY, NOBODY),
        ("(A) bemærkede, at ”Hans Holm stemte imod i 2012”.", NOBODY, NOBODY, NOBODY),
    ],
)
def test_sides(text: str, for_: Side, against: Side, abstained: Side) -> None:
    assert sides(find_votes(text)) == (for_, against, abstained)


def test_last_vote_counts() -> None:
    votes = find_votes(
        "V stillede ændringsforslag.\nFor stemte: V\nImod stemte: A og F\nForslaget faldt.\n"
        "Indstillingen blev herefter godkendt.\nFor stemte: A og F\nImod stemte: V"
    )
    assert sides(votes) == ((None, [], ["A", "F"]), (None, [], ["V"]), NOBODY)


@pytest.mark.parametrize(
    "text",
    [
        "(Ø) stemmer imod.",
        "Med stemmerne 13 for og 8 imod.",
        "A undlod at stemme.",
        "Hans Holm (C) undlod at tage stilling.",
        "Godkendt. O tog forbehold.",
        "Anbefales. 2 medlemmer (O og Ø) tager forbehold.",
        "Et mindretal stemte imod.",
        "Et flertal (Vinther og Kappel) indstiller, at ejendommen købes.",
        "Godkendt, idet MF tog forbehold.",
        "Vedtaget med 3 mod 2.",
        "Ændringsforslaget blev forkastet (4 mod 18).",
        "Forslaget nedstemt.",
        "Til borgmester valgtes Hanne Krog med 9 stemmer.",
        "Godkendt. For: Krag, Bro. Imod: Thorup.",
    ],
)
def test_vote(text: str) -> None:
    assert has_vote(text)


@pytest.mark.parametrize(
    "text",
    [
        "Godkendt.",
        "Enstemmigt godkendt.",
        "Godkendt uden afstemning.",
        "Godkendt med 12 mod 15 mio. kr. året før.",
        "Udvalget undlader at tage stilling.",
        "Udvalget anbefaler planen over for Byrådet.",
        "Godkendt med forbehold for Byrådets godkendelse.",
        "Udvalget bestemte, at 3 for mange pladser nedlægges.",
        "",
    ],
)
def test_no_vote(text: str) -> None:
    assert not has_vote(text)


@given(st.text(alphabet="forimdstel ABØV0123456789(),.:\n”", max_size=120))
def test_any_text_has_sides(text: str) -> None:
    votes = find_votes(text)
    assert all(side.count is None or side.count >= 0 for side in (votes.for_, votes.against, votes.abstained))
