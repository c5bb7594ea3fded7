"""Reading questions: parts that the written test set does not reach, errors, and anything typed."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from pathlib import Path

import pytest
from archive_example import example
from hypothesis import HealthCheck, given, settings
from hypothesis import example as case
from hypothesis import strategies as st

from nlp.errors import ReferatError, UsageError
from nlp.query.amounts import parse_amount
from nlp.query.holidays import easter
from nlp.query.known import initials
from nlp.query.question import Question
from nlp.query.reading import distance
from nlp.query.search import SNIPPET, Finder, snippet
from nlp.query.times import parse_day
from nlp.query.understand import understand
from nlp.store.archive.writer import Archive

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    path = tmp_path_factory.mktemp("archive") / "minutes.db"
    with Archive(path) as archive:
        archive.add(example("Punkt 1: Skolebus til Nørreskolen\nGodkendt. Ø stemte imod.\n"))
        archive.add(
            example(
                "Punkt 1: Cykelsti\n", source__path="b", meeting__body="Økonomiudvalget", meeting__date="2019-01-01"
            )
        )
    return Finder(path)


@pytest.mark.parametrize(
    ("typed", "kroner"),
    [
        ("1,5 mio", 1.5e6),
        ("500.000 kr.", 5e5),
        ("2000000", 2e6),
        ("1.500.000", 1.5e6),
        ("250 tkr.", 2.5e5),
        ("2m", 2e6),
        ("500k", 5e5),
    ],
)
def test_amounts_of_options(typed: str, kroner: float) -> None:
    assert parse_amount(typed) == kroner


@pytest.mark.parametrize("typed", ["meget", "", "1-2-3", "mio", "12 høns"])
def test_amounts_that_are_none(typed: str) -> None:
    with pytest.raises(UsageError, match="write for example"):
        parse_amount(typed)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("17.3.2020", "2020-03-17", "2020-03-17"),
        ("marts 2019", "2019-03-01", "2019-03-31"),
        ("sidste år", "2025-01-01", "2025-12-31"),
        ("last month", "2026-10-01", "2026-10-31"),
    ],
)
def test_dates_of_options(typed: str, first: str, last: str) -> None:
    assert (parse_day(typed, TODAY), parse_day(typed, TODAY, last=True)) == (first, last)


@pytest.mark.parametrize("typed", ["30.2.2020", "2020-13-01", "engang", ""])
def test_days_that_do_not_exist(typed: str) -> None:
    with pytest.raises(UsageError, match="write for example"):
        parse_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["sager fra 31.11.2020", "decisions on 2020-02-30"])
def test_questions_about_days_that_do_not_exist(typed: str) -> None:
    with pytest.raises(UsageError, match="no day of the calendar"):
        understand(typed)


def test_a_question_of_100_000_characters_is_refused() -> None:
    with pytest.raises(UsageError, match="100,000 characters"):
        understand("a" * 100_000)


@pytest.mark.parametrize("typed", ["", "   ", "alle punkter", "¤ \x00"])
def test_an_empty_question_is_refused(finder: Finder, typed: str) -> None:
    with pytest.raises(UsageError, match="question is empty"):
        finder.find(finder.read(typed))


def test_how_it_was_understood_is_told(finder: Finder) -> None:
    said = finder.read("rejected school decisions over 1 million kroner in Hvidsted since 2019 ?!", TODAY).describe()
    assert (
        said == "topic school (Skole og uddannelse); decision rejected (Afvist); municipality Hvidsted; "
        "from 2019-01-01; at least 1,000,000 kr."
    )


def test_a_danish_question_is_told_back_in_danish(finder: Finder) -> None:
    said = finder.read("de 3 nyeste afviste skolesager over 1 mio. kr., men ikke i Hvidsted", TODAY).describe()
    assert (
        said == "emne school (Skole og uddannelse); beslutning rejected (Afvist); mindst 1.000.000 kr.; "
        "ikke kommune Hvidsted; de første 3; nyeste først"
    )


def test_a_committee_is_known_by_the_end_of_its_name(tmp_path: Path) -> None:
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example("Punkt 1: Cykelsti\n", meeting__body="Klima-, Teknik- og Miljøudvalget"))
    with Finder(tmp_path / "minutes.db") as finder:
        question = finder.read("hvad besluttede Teknik- og Miljøudvalget om cykelstier")
    assert (question.bodies, question.text) == (["Klima-, Teknik- og Miljøudvalget"], ["cykelstier"])


def test_slips_are_corrected_and_told(finder: Finder) -> None:
    question = finder.read("cyklesti")
    assert question.text == ["cykelsti"]
    assert "Læst 'cyklesti' som 'cykelsti'" in question.describe()


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("what was decided about schools in Varde", "topic school (Skole og uddannelse); municipality Varde"),
        (
            "rejected planning applications",
            "topic planning (Plan og byudvikling); decision rejected (Afvist); text ansøgning",
        ),
        ("skole", "text skole"),
        ("which items concern schools", "topic school (Skole og uddannelse)"),
        ("unanimous decisions", "text enstemmig"),
        ("hvor nævnes cykelstier", "text cykelstier"),
    ],
)
def test_english_words_that_no_text_has_ask_for_the_topic_or_the_danish_word(
    finder: Finder, written: str, understood: str
) -> None:
    assert finder.read(written).describe("en") == understood


@pytest.mark.parametrize("written", ["skolebus", "sager om Cykelsta", "skolecykelsti", "omstilling"])
def test_names_and_compounds_of_known_words_are_no_slips(finder: Finder, written: str) -> None:
    assert finder.read(written).corrected == {}


def test_words_that_could_not_be_used_are_named(finder: Finder) -> None:
    assert finder.read("skole x").unused == ["x"]


def test_the_amount_between_the_bounds_is_told(tmp_path: Path) -> None:
    money = [("MONEY", "1,5 mio. kr.", 1.5e6), ("MONEY", "90 mio. kr.", 9e7)]
    text = "Punkt 1: Tag\n1,5 mio. kr. af 90 mio. kr.\n"
    entities = [
        {
            "label": label,
            "text": said,
            "span": (text.index(said), text.index(said) + len(said)),
            "value": {"amount": kr},
        }
        for label, said, kr in money
    ]
    with Archive(tmp_path / "minutes.db") as archive:
        record = example(text)
        point = record.points[0].model_dump() | {"entities": entities}
        archive.add(record.model_validate(record.model_dump() | {"points": [point]}))
    with Finder(tmp_path / "minutes.db") as finder:
        hit = finder.find(finder.read("mellem 1 og 2 mio. kr.")).hits[0]
    assert (hit.amount_max, hit.amount_found) == (9e7, 1.5e6)


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("grants under 25,000 kroner", None, 25_000),
        ("over 1,234,567 kr", 1_234_567, None),
        ("over 1.5 billion", 1.5e9, None),
        ("over 750 tusind", 750_000, None),
        ("foreningstilskud <50000", None, 50_000),
        ("ca 500.000", 450_000, 550_000),
        ("fem til ti millioner", 5e6, 1e7),
        ("more than half a million", 5e5, None),
        ("1 mio. eller derover", 1e6, None),
        ("500.000 kr. and below", None, 5e5),
        ("to hundrede tusind", 2e5, 2e5),
        ("between 10 and 20 million", 1e7, 2e7),
        ("from 2 to 3 million for bridges", 2e6, 3e6),
        ("10+ mio. kr. til broer", 1e7, None),
        ("næsten 2 mio. kr.", 1.8e6, 2.2e6),
        ("mere end 10 mio og mindre end 20 mio kr.", 1e7, 2e7),
        ("one and a half million", 1.5e6, 1.5e6),
        ("over 2 1/2 mio. kr.", 2.5e6, None),
        ("mere end 3/4 mio. kr.", 7.5e5, None),
    ],
)
def test_amounts_in_questions(written: str, least: float | None, most: float | None) -> None:
    question = understand(written)
    assert (question.min_amount, question.max_amount) == (least, most)


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("fra 2018 og frem", "2018-01-01", None),
        ("siden 2018 til 2020", "2018-01-01", "2020-12-31"),
        ("uge 12", "2026-03-16", "2026-03-22"),
        ("midt i 2018", "2018-05-01", "2018-08-31"),
        ("i mandags", "2026-11-16", "2026-11-16"),
        ("sidste vinter", "2025-12-01", "2026-02-28"),
        ("årene 2008, 2009 og 2010", "2008-01-01", "2010-12-31"),
        ("for 3 måneder siden", "2026-08-01", "2026-08-31"),
        ("forrige valgperiode", "2022-01-01", "2025-12-31"),
        ("jan-mar 2014", "2014-01-01", "2014-03-31"),
        ("det seneste halve år", "2026-05-23", "2026-11-23"),
        ("før valget i 2013", None, "2013-11-18"),
        ("items from last month", "2026-10-01", "2026-10-31"),
        ("sidste uges møde i Byrådet", "2026-11-16", "2026-11-22"),
        ("før jul 2021", None, "2021-12-23"),
        ("efter sommerferien 2022", "2022-08-01", None),
        ("siden påske", "2026-04-07", None),
        ("til påske 2020", "2020-04-09", "2020-04-13"),
        ("between Christmas 2019 and Easter 2020", "2019-12-24", "2020-04-13"),
        ("juleudsmykning til jul", None, None),
        ("siden nytår", "2026-01-01", None),
        ("i sidste byrådsperiode", "2022-01-01", "2025-12-31"),
        ("sidste kvartal af 2019", "2019-10-01", "2019-12-31"),
        ("første halvdel af 2019", "2019-01-01", "2019-06-30"),
        ("før kommunalreformen", None, "2006-12-31"),
        ("lokalplaner undtagen i 2020", None, None),
        ("for et par år siden", None, None),
        ("fra og med 2015", "2015-01-01", None),
        ("siden 1. januar i år", "2026-01-01", None),
        ("senere end 2019", "2020-01-01", None),
        ("ældre end 2010", None, "2009-12-31"),
        ("ikke før 2020", "2020-01-01", None),
        ("uge 10-12 2021", "2021-03-08", "2021-03-28"),
        ("from mid-2018 to mid-2019", "2018-05-01", "2019-08-31"),
        ("over the last decade", "2016-11-23", "2026-11-23"),
        ("de foregående tre år", "2023-11-23", "2026-11-23"),
        ("H1 2023", "2023-01-01", "2023-06-30"),
        ("i andet kvartal", "2026-04-01", "2026-06-30"),
        ("the nineties", "1990-01-01", "1999-12-31"),
        ("febuar 2021", "2021-02-01", "2021-02-28"),
        ("udsat til efter sommerferien", None, None),
    ],
)
def test_dates_in_questions(written: str, since: str | None, until: str | None) -> None:
    question = understand(written, today=TODAY)
    assert (question.since, question.until) == (since, until)


@pytest.mark.parametrize(
    ("year", "day"), [(2019, date(2019, 4, 21)), (2024, date(2024, 3, 31)), (2025, date(2025, 4, 20))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize("written", ["lokalplaner undtagen i 2020", "for et par år siden"])
def test_days_that_no_condition_can_say_are_named(written: str) -> None:
    assert understand(written, today=TODAY).unused == [written.removeprefix("lokalplaner ")]


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("billigste anlægsprojekt", "smallest"),
        ("mindste bevilling", "smallest"),
        ("cheapest projects", "smallest"),
        ("mindste skole", None),
        ("dyreste bygninger", "amount"),
        ("første beslutning om letbanen", "oldest"),
        ("første kvartal", None),
        ("oldest first: noise", "oldest"),
        ("sager om støj, nyeste først", "newest"),
    ],
)
def test_orders(written: str, order: str | None) -> None:
    assert understand(written, today=TODAY).order == order


def test_the_smallest_amount_comes_first_and_points_without_amount_last(tmp_path: Path) -> None:
    with Archive(tmp_path / "minutes.db") as archive:
        for at, amount in enumerate((900, None, 300)):
            record = example("Punkt 1: Tilskud\n", source__path=str(at), meeting__date=f"2020-03-0{at + 1}")
            money = {"label": "MONEY", "text": "Punkt", "span": (0, 5), "value": {"amount": amount}}
            point = record.points[0].model_dump() | {"entities": [money] if amount else []}
            archive.add(record.model_validate(record.model_dump() | {"points": [point]}))
    with Finder(tmp_path / "minutes.db") as finder:
        hits = finder.find(finder.read("mindste tilskud")).hits
    assert [hit.amount_max for hit in hits] == [300, 900, None]


@pytest.mark.parametrize(
    "written", ["hvor meget blev bevilget til skoler", "how much was spent on harbours", "samlet beløb til veje"]
)
def test_a_sum_is_not_made_up(written: str) -> None:
    assert "no_sum" in dict(understand(written).remarks)
    assert "not added up" in understand(written).describe("en")


@pytest.mark.parametrize(
    ("written", "closed", "voted"),
    [
        ("plejehjem, men ikke de lukkede punkter", False, None),
        ("skatter undtagen dem med afstemning", None, False),
        ("støj, ikke åbne", True, None),
        ("hverken lukkede eller udsatte punkter om støj", False, None),
    ],
)
def test_closed_points_and_votes_are_left_out(written: str, closed: bool | None, voted: bool | None) -> None:
    question = understand(written)
    assert (question.closed, question.voted, len(question.text)) == (closed, voted, 1)


@pytest.mark.parametrize(
    ("written", "left_out", "kept"),
    [
        ("ikke afviste byggesager", [("decisions", "rejected")], ["byggesager"]),
        (
            "lokalplaner undtagen i Varde og Greve i 2019",
            [("municipalities", "Varde"), ("municipalities", "Greve")],
            ["lokalplaner"],
        ),
        ("everything except parking in Varde", [("text", "parkering")], []),
        ("afviste men ikke udsatte byggesager", [("decisions", "postponed")], ["byggesager"]),
        ("discussed but not adopted: noise", [("decisions", "approved")], ["støj"]),
        ("procurement matters excluding IT", [("text", "it")], []),
        ("alle andre udvalg end Økonomiudvalget om støj", [("bodies", "Økonomiudvalget")], ["støj"]),
        ("hverken godkendt eller afvist", [("decisions", "approved"), ("decisions", "rejected")], []),
        ("hvorfor blev skolen ikke bygget", [], ["skolen", "bygget"]),
        ("ikke-godkendte ansøgninger", [], ["ansøgninger"]),
    ],
)
def test_what_is_left_out(written: str, left_out: list[tuple[str, str]], kept: list[str]) -> None:
    question = understand(written, today=TODAY)
    assert (sorted(question.exclude), question.text) == (sorted(left_out), kept)


def test_the_meeting_is_the_latest_at_the_place(tmp_path: Path) -> None:
    with Archive(tmp_path / "minutes.db") as archive:
        for day, body in (
            ("2019-01-08", "Socialudvalget"),
            ("2019-02-05", "Socialudvalget"),
            ("2019-03-05", "Byrådet"),
        ):
            archive.add(example("Punkt 1: Skole\n", source__path=day, meeting__date=day, meeting__body=body))
    with Finder(tmp_path / "minutes.db") as finder:
        for asked, day in (("sidste møde i Socialudvalget", "2019-02-05"), ("seneste byrådsmøde", "2019-03-05")):
            assert [hit.date for hit in finder.find(finder.read(asked, TODAY)).hits] == [day]
        assert finder.find(finder.read("næste byrådsmøde", TODAY)).total == 0
        assert finder.find(finder.read("de seneste to møder i Socialudvalget", TODAY)).total == 2
        assert finder.find(finder.read("punkt 1 på sidste møde i Socialudvalget", TODAY)).total == 1
        assert finder.find(finder.read("punkt 2 på sidste møde i Socialudvalget", TODAY)).total == 0


def test_who_was_absent_is_told(tmp_path: Path) -> None:
    people = [{"name": "Karen Holm", "attendance": "absent", "span": (0, 0)}]
    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example("Punkt 1: Skole\n", meeting__participants=people))
        archive.add(example("Punkt 1: Havn\n", source__path="b", meeting__date="2020-04-14"))
    with Finder(tmp_path / "minutes.db") as finder:
        hits = finder.find(finder.read("hvem mødte ikke op i Byrådet i 2020", TODAY)).hits
    assert [(hit.title, hit.absent) for hit in hits] == [("Punkt 1: Skole", ["Karen Holm"])]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("siden kommunalvalget", "2025-11-18"),
        ("efter kommunalvalget i 2017", "2017-11-21"),
        ("siden valget i 2021", "2021-11-16"),
    ],
)
def test_local_elections(written: str, day: str) -> None:
    assert understand(written, today=TODAY).since == day


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Økonomiudvalget", "øu"),
        ("Teknik- og Miljøudvalget", "tmu"),
        ("Teknisk Udvalg", "tu"),
        ("Udvalget for Børn og Unge", "ubu"),
    ],
)
def test_initials_of_bodies(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("one", "other", "edits"), [("budget", "bugdet", 1), ("skole", "skoel", 1), ("havn", "havnen", 2), ("a", "", 1)]
)
def test_edits(one: str, other: str, edits: int) -> None:
    assert distance(one, other) == edits


TYPED = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            [
                '"',
                "'",
                "*",
                "(",
                ")",
                "AND",
                "OR",
                "NOT",
                "NEAR(",
                ":",
                "title:",
                "^",
                "--",
                ";",
                "%",
                "_",
                "\\",
                "DROP TABLE point",
                "skole",
                "1 mio.",
                "i 2020",
                "§ 85",
                "Ø stemte imod",
                "fraværende",
                "\x00",
                "{",
                "}",
                "+",
            ]
        ),
        max_size=12,
    ).map(" ".join),
)


@given(TYPED)
@case('skole" OR "x')
@case("title : skole AND ( NEAR")
@case("'; DROP TABLE point; --")
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_typed_is_syntax(finder: Finder, typed: str) -> None:
    """Whatever is typed gives an answer or an error of ours, and the archive stays as it is."""
    try:
        question = finder.read(typed, TODAY)
        finder.find(question, limit=3)
    except UsageError:
        pass
    for name in ("text", "phrases", "persons", "absent", "cases", "municipalities", "bodies"):
        with contextlib.suppress(UsageError):
            finder.find(Question(**{name: [typed]}), limit=3)  # type: ignore[arg-type]
    assert finder.db.execute("SELECT count(*) FROM point").fetchone() == (2,)


def test_errors_are_ours() -> None:
    assert issubclass(UsageError, ReferatError) and UsageError.status == 2


LONG = (
    "Punkt 1: Skolebus\n" + "Forvaltningen har regnet på bussen. " * 5 + "Brudelunden får en skolebus. " + "Kør! " * 40
)


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        ("Punkt 1: Skolebus\nGodkendt.\n", ["skolebus"], "Godkendt."),
        (LONG, ["brudelunden"], r"… på bussen\. .*Brudelunden får en skolebus\. .*Kør! …"),
        (LONG, ["havn"], r"Forvaltningen har .* bussen\. Forvaltningen …"),
        (LONG, ["kør"], r"… .*en skolebus\. Kør!.*Kør! …"),
        ("Punkt 1\n" + "x" * 300 + " til sidst", ["sidst"], r"… til sidst"),
        ("Punkt 1\n" + "x" * 300, [], r"x{150,} …"),
    ],
)
def test_a_snippet_has_whole_words_and_says_where_it_is_cut(text: str, asked: list[str], shown: str) -> None:
    found = snippet(text, Question(text=asked))
    assert re.fullmatch(shown, found), found
    assert len(found) <= SNIPPET + 5
