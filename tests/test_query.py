"""Reading questions: parts that the written test set does not reach, errors, and anything typed."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from pathlib import Path

import pytest
from archive_example import example, two_meetings
from hypothesis import HealthCheck, given, settings
from hypothesis import example as case
from hypothesis import strategies as st

from nlp.errors import ReferatError, UsageError
from nlp.query.hits import SNIPPET, snippet
from nlp.query.question import Question
from nlp.query.reading.known import initials
from nlp.query.reading.reading import distance
from nlp.query.reading.understand import understand
from nlp.query.search import Finder
from nlp.store.archive.writer import Archive

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def finder(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    return Finder(two_meetings(tmp_path_factory.mktemp("archive") / "minutes.db"))


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


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Finder:
    """Points on halls, parking and loans, each a year newer than the one before."""
    path = tmp_path_factory.mktemp("dated") / "minutes.db"
    with Archive(path) as archive:
        for year, text in enumerate(
            [
                "Lån til spildevandet\nForsyningen låner.\n",
                "Ny svømmehal\nVed skøjtehallen.\n",
                "Budgetopfølgning\nForsyningen får et lån. Svømmehal og skøjtehal lukkes.\n",
                "Forsyningens takster\nIntet lån.\n",
                "Lån til forsyningen\nGodkendt.\n",
                "Orientering\nOm lån i forsyningen og om svømmehallen.\n",
            ],
            2010,
        ):
            archive.add(example(text, source__path=str(year), meeting__date=f"{year}-01-01"))
    return Finder(path)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        (
            "lån forsyningen",
            ["Lån til forsyningen", "Forsyningens takster", "Lån til spildevandet", "Orientering", "Budgetopfølgning"],
        ),
        ("svømmehal eller skøjtehal", ["Ny svømmehal", "Budgetopfølgning", "Orientering"]),
        ("nyeste punkter om svømmehal eller skøjtehal", ["Orientering", "Budgetopfølgning", "Ny svømmehal"]),
    ],
)
def test_points_with_more_of_the_words_in_their_title_come_first(dated: Finder, asked: str, titles: list[str]) -> None:
    question = dated.read(asked, TODAY)
    assert [hit.title for hit in dated.find(question).hits] == titles
    pages = [dated.find(question, limit=1, offset=at).hits for at in range(len(titles))]
    assert [hit.title for page in pages for hit in page] == titles
