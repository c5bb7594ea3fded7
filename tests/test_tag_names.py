"""Names by the trained network: what it is shown, what it gives, how it is trained and measured."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
import spacy
from builders.marks import mark, plain
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

import nlp.tag.factory
import nlp.tag.names.factory
import nlp.tag.orgs.factory  # noqa: F401
from nlp.errors import CorpusError, ModelError
from nlp.learn.data.corpus import unmark
from nlp.learn.data.passages import Gold
from nlp.learn.measure.entities import evaluate, same_value
from nlp.learn.train.ner import pieces_of, train
from nlp.learn.train.ner_augment import Piece, damaged, organisation, renamed, with_nouns
from nlp.record import DateValue
from nlp.tag.entities import MODEL, Found
from nlp.tag.laws import laws
from nlp.tag.names.agreement import agreed
from nlp.tag.names.network import Network, before_next_line, by_context, columns, named, trimmed
from nlp.tag.names.noise import is_noise, without_floor, without_label
from nlp.tag.names.tokens import near_names, passages, tokenize

SMALL = {"width": 24, "depth": 1, "hidden": 16, "rows": [300, 100, 200, 200, 200, 50]}
MARKED = """
<PERSON>Karla Engholm</PERSON> (<ORG>V</ORG>) stemte imod, at <LOC>Tangby Skole</LOC> lukkes.
Formand <PERSON>Ib Sandgaard</PERSON> bad <ORG>Fjordby Vand A/S</ORG> om en redegørelse.
Direktør <PERSON>Asta Lindegaard</PERSON> orienterede om <LOC>Granvej 14</LOC> og om prisen.
Der bygges boliger på <LOC>Lindevej 3</LOC>, hvor <ORG>Foreningen Tangby</ORG> holder til.
Medlemmet <PERSON>Viggo Brandt</PERSON> ønskede sagen udsat, fordi der mangler tal.
Anlægget ligger i <LOC>Tangby</LOC> og drives af <ORG>Tangby Boldklub</ORG> i dag.
<PERSON>Ellen Ravnsborg</PERSON> og <PERSON>Poul Dahl</PERSON> deltog ikke i mødet.
Ansøgningen fra <ORG>Lindeby Roklub</ORG> om tilskud til både imødekommes ikke.
""".strip().splitlines()


def gold() -> list[Gold]:
    marked = [unmark(line, "test") for line in MARKED]
    return [
        Gold(str(i), "test", m.text, tuple((s, e, label, "") for s, e, label in m.spans)) for i, m in enumerate(marked)
    ]


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(train([], gold(), steps=180, words=90, shape=SMALL))


@pytest.fixture(scope="module")
def pipeline(network: Network) -> Language:
    made = spacy.blank("da")
    for name in ("names", "orgs", "entities"):
        made.add_pipe(f"referat_{name}")
    made.get_pipe("referat_names").finder = network  # type: ignore[attr-defined]
    return made


SHOWN = [
    ("Prisen er en sag om penge, som er uden navne i det hele taget.", ""),
    ("Prisen steg. Derefter talte vi om det i lang tid.", ""),
    ("sagen er, som man ved, at Karla bad om alle de mange tal i går", "ved, at Karla bad om alle de mange"),
    ("Den Konservative gruppe kom", "Den Konservative gruppe kom"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_only_words_near_names_are_shown(text: str, shown: str) -> None:
    tokens = tokenize(text)
    cut = [text[tokens.spans[r.start][0] : tokens.spans[r.stop - 1][1]] for r in near_names(tokens.words)]
    assert " ".join(cut) == shown


@given(st.text(alphabet="abÆø KL.-\n*(1", max_size=300))
def test_tokens_stand_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert [text[start:end] for start, end in tokens.spans] == tokens.words
    assert "".join(tokens.words).split() == text.split() or not text.split() or " " in text or "\n" in text
    assert all(a[1] <= b[0] for a, b in pairwise(tokens.spans))


@given(st.lists(st.sampled_from(["Karla", "sagen", ".", "\n", "V"]), max_size=120), st.integers(8, 40))
def test_passages_hold_every_shown_token_once(words: list[str], size: int) -> None:
    stretches = near_names(words)
    shown = [i for stretch in stretches for i in stretch]
    assert [i for passage in passages(stretches, size) for part in passage for i in part] == shown
    assert {i for i, word in enumerate(words) if word == "V"} <= set(shown)


@given(st.text(alphabet="Karla Engholm(V)\n.*-", max_size=200))
def test_found_names_have_no_blanks_or_marks_at_their_edges(network: Network, text: str) -> None:
    for found in network.find(text):
        name = text[found.start : found.end]
        assert name and name == name.strip() and name[0] not in "-*.,;" and name[-1] not in "-*,;"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("**Karla Dahl**", "Karla Dahl"),
        ("Dahl (V", "Dahl (V"),
        ("Lind Amba.", "Lind Amba"),
        ("Vand a.m.b.a.", "Vand a.m.b.a."),
    ],
)
def test_trimmed(written: str, name: str) -> None:
    start, end = trimmed(written, 0, len(written))
    assert written[start:end] == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Strandvejen\nSagsnr|.: 21/77", "Strandvejen"),
        ("Strandvejen\nSted|: Rådhuset", "Strandvejen"),
        ("Socialt Forum\n- Orientering| om tal", "Socialt Forum"),
        ("Teknik- og\nMiljøudvalget|. Godkendt", "Teknik- og\nMiljøudvalget"),
    ],
)
def test_a_name_ends_before_a_line_with_a_label(written: str, name: str) -> None:
    text = written.replace("|", "")
    assert text[: before_next_line(text, 0, written.index("|"))] == name


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Grundejerforeningen Klitbo Allé", "ORG"),
        ("Fjordby Boldklubs", "ORG"),
        ("Klitbo Allé", "LOC"),
        ("Skiklubhuset", "LOC"),
    ],
)
def test_an_association_is_no_place(name: str, label: str) -> None:
    assert by_context(f"ved {name} i syd", 4, 4 + len(name), "LOC") == label


def test_trained_network_finds_names_at_their_places(network: Network) -> None:
    text = "\n\n".join(one.text for one in gold())
    wanted = [(one.text[s:e], label) for one in gold() for s, e, label, _ in one.spans]
    found = [(text[f.start : f.end], f.label) for f in network.find(text)]
    assert len(set(found) & set(wanted)) >= 0.4 * len(wanted)


def test_network_is_saved_without_pickle_and_loaded(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".pkl", ".pickle", ".joblib")]
    loaded = spacy.load(tmp_path)
    text = gold()[0].text
    assert [(e.text, e.label_) for e in loaded(text).ents] == [(e.text, e.label_) for e in pipeline(text).ents]


def test_damaged_network(network: Network, tmp_path: Path) -> None:
    network.to_disk(tmp_path)
    (tmp_path / "ner" / "model").write_bytes(b"\x00")
    with pytest.raises(ModelError, match="does not load"):
        Network.from_disk(tmp_path)


def test_training_is_the_same_twice() -> None:
    once, again = (train([], gold(), steps=2, words=40, shape=SMALL).get_pipe("ner").to_bytes() for _ in range(2))  # type: ignore[attr-defined]
    assert once == again


def test_nothing_to_train_on() -> None:
    with pytest.raises(CorpusError, match="mark entities"):
        train([], [Gold("1", "x", "Sagen er udsat.", ())], steps=1)


def test_pieces_keep_names_whole() -> None:
    pieces = pieces_of(gold()[0])
    assert [(" ".join(p.words), p.label) for p in pieces if p.label] == [
        ("Karla Engholm", "PERSON"),
        ("V", "ORG"),
        ("Tangby Skole", "LOC"),
    ]


@pytest.mark.parametrize("old", ["Fjordby Kommunes", "Teknikudvalget", "V", "Venstre"])
def test_an_invented_organisation_is_of_the_same_kind(old: str) -> None:
    new = [organisation(old, Random(seed)) for seed in range(20)]
    ends = (" Kommunes",) if "Kommune" in old else ("udvalget", "forvaltningen") if "udvalg" in old else ("",)
    assert all(name.endswith(ends) and (len(name) == 1) == (len(old) == 1) for name in new)


@given(st.integers(0, 5000))
def test_a_renamed_or_damaged_name_keeps_its_label(seed: int) -> None:
    rng = Random(seed)
    piece = renamed(Piece(("Karla", "Engholm"), "PERSON"), rng)
    made = damaged(piece, rng)
    assert [p.label for p in made if p.label] == ["PERSON"] and all(word for p in made for word in p.words)


def test_evaluation_counts_exact_spans_and_values() -> None:
    made = spacy.blank("da")
    for name in ("orgs", "money", "dates", "entities"):
        made.add_pipe(f"referat_{name}")
    marked = unmark(
        "<ORG>Fjordby Kommune</ORG> og <LOC>Tangby</LOC> fik <MONEY>2 mio. kr.</MONEY> den <DATE>3. maj 2021</DATE>"
        " og igen den <DATE>5. maj 2021</DATE>.",
        "test",
    )
    values = ("", "", "2000000", "2021-05-03/2021-05-03", "2021-05-06/2021-05-06")
    spans = tuple((*span, value) for span, value in zip(marked.spans, values, strict=True))
    scores = evaluate(made, [Gold("1", "x", marked.text, spans)])
    assert (scores["ORG"]["f1"], scores["LOC"]["recall"]) == (1.0, 0.0)
    assert (scores["MONEY"]["value"], scores["DATE"]["value"]) == (1.0, 0.5)
    micro = scores["micro"]
    assert (micro["precision"], micro["recall"], micro["gold"]) == (1.0, pytest.approx(4 / 5), 5)
    assert micro["f1"] == pytest.approx(2 * 4 / (4 + 5))
    assert micro["value"] == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("wanted", "cited", "same"),
    [
        ("serviceloven § 4 stk. 2", "Servicelovens § 4, stk. 2", True),
        ("serviceloven § 5", "Servicelovens § 4", False),
        ("styrelsesloven § 4", "Servicelovens § 4", False),
        ("lov 1482/2014 § 4", "Lov nr. 1482 af 23. december 2014, § 4", True),
        ("lov 1482/2013 § 4", "Lov nr. 1482 af 23. december 2014, § 4", False),
    ],
)
def test_values_of_laws_are_compared_by_name_or_number_and_provisions(wanted: str, cited: str, same: bool) -> None:
    assert same_value("LAW", wanted, laws.parse(cited)) is same


def test_an_empty_value_is_not_a_day() -> None:
    assert not same_value("DATE", "2020-01-01/2020-12-31", DateValue())


SHIPPED = Path(__file__).parent.parent / "models" / "da_referat" / "referat_names"
UNSEEN = [
    "[Thyra Kvistgaard|PERSON] ([Ø|ORG]) spurgte til [Egelund Skole|LOC]",
    "Ejeren af [Bakkevej 17|LOC] har klaget til [Planklagenævnet|ORG]",
    "[Kvistby Fjernvarme A/S|ORG] og [Kvistby Kommune|ORG] er enige",
    "Fraværende: [Mogens Lyngdal|PERSON] og [Sisse Tornbjerg|PERSON]",
]


@pytest.mark.skipif(not SHIPPED.exists(), reason="no shipped pipeline")
def test_shipped_network_on_names_that_nobody_has() -> None:
    made = spacy.blank("da")
    for name in ("names", "orgs", "entities"):
        made.add_pipe(f"referat_{name}")
    made.get_pipe("referat_names").from_disk(SHIPPED)  # type: ignore[attr-defined]
    right = 0
    for marked in UNSEEN:
        text = plain(marked)
        right += mark(text, made(text)._.candidates) == marked
    assert right >= len(UNSEEN) - 1


def test_a_passage_met_before_gives_the_same_names(network: Network) -> None:
    text = "\n\n".join(one.text for one in gold())
    forgetful = Network(network.language, remember=0)
    first = list(network.find(text))
    assert first == list(network.find(text)) == list(forgetful.find(text))
    longer = f"Punkt 1: Skoler\n\n{text}\n\n{text}"
    assert list(network.find(longer)) == list(forgetful.find(longer))
    assert not forgetful._known


def test_what_is_remembered_has_a_limit(network: Network) -> None:
    short = Network(network.language, remember=2)
    for one in gold():
        list(short.find(one.text))
        assert len(short._known) <= 2


NOISE = [
    "Ref. [ABCD]",
    "Scenarie [B] er",
    "[A]) Naboen",
    "Regnskab 2020 ([B])\nNæste",
    "[P R O T O K O L]",
    "Mødet begynder [Kl. 17]:00",
]
KEPT = [
    "Et flertal ([A]) stemte",
    "Karla Dahl ([V])\n",
    "flertallet (V og [C]) stemte",
    "[B Y R Å D E T] mødes",
    "[KLAR] oplyser",
]


@pytest.mark.parametrize("marked", NOISE)
def test_labels_initials_and_numbering_letters_are_no_names(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert is_noise(text, marked.index("["), marked.index("]") - 1)


@pytest.mark.parametrize("marked", KEPT)
def test_parties_and_short_names_are_kept(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert not is_noise(text, marked.index("["), marked.index("]") - 1)


@pytest.mark.parametrize(
    ("written", "name"),
    [("Deltagere Karla Dahl", "Karla Dahl"), ("C. SOCIALUDVALGET", "SOCIALUDVALGET"), ("C. Dahl Lund", "C. Dahl Lund")],
)
def test_a_name_starts_behind_a_label_or_a_letter(written: str, name: str) -> None:
    assert written[without_label(written, 0, len(written)) :] == name


def test_a_floor_is_no_part_of_a_name() -> None:
    assert without_floor("Mødelokale 3, 1. sal", 0, len("Mødelokale 3, 1")) == len("Mødelokale 3")


@pytest.mark.parametrize(
    ("marked", "label"),
    [
        ("boligorganisationen [Kilden] søger", "ORG"),
        ("direktør [Zora Klimt] svarede", "PERSON"),
        ("[Zora Klimt] havde meldt afbud", "PERSON"),
        ("mødet på [Zora Plads] blev", "LOC"),
    ],
)
def test_words_around_settle_the_label(marked: str, label: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert by_context(text, marked.index("["), marked.index("]") - 1, "LOC") == label


def test_a_place_gives_its_name_to_a_club() -> None:
    text = "tilskud til Tangby boldklub i år"
    found = named(text, text.index("Tangby"), text.index(" boldklub"), "LOC")
    assert (text[found.start : found.end], found.label) == ("Tangby boldklub", "ORG")


def candidates(marked: str) -> tuple[str, list[Found]]:
    unmarked = unmark(marked, "test")
    return unmarked.text, [Found(s, e, label, priority=MODEL) for s, e, label in unmarked.spans]  # type: ignore[arg-type]


AGREED = [
    (
        "Der søges om en pylon.\n<LOC>Pylonen</LOC> ses fra <LOC>Tangby</LOC>. Tangby bliver større.",
        "Der søges om en pylon.\nPylonen ses fra [Tangby|LOC]. [Tangby|LOC] bliver større.",
    ),
    (
        "I <LOC>Hovdal</LOC> bor 40. I <LOC>Hovdal</LOC> er der skole. <PERSON>Hovdal</PERSON> 12 13",
        "I [Hovdal|LOC] bor 40. I [Hovdal|LOC] er der skole. [Hovdal|LOC] 12 13",
    ),
    (
        "<PERSON>Zora Klimt</PERSON> talte. Zora Klimts forslag faldt, Zora Klimt Byg ikke.",
        "[Zora Klimt|PERSON] talte. [Zora Klimts|PERSON] forslag faldt, Zora Klimt Byg ikke.",
    ),
]


@pytest.mark.parametrize(("given", "wanted"), AGREED)
def test_a_name_is_read_alike_in_the_whole_document(given: str, wanted: str) -> None:
    text, found = candidates(given)
    assert mark(text, sorted(agreed(text, found), key=lambda one: one.start)) == wanted


@given(st.text(alphabet="Tangby Pylonen\n.s", max_size=200), st.data())
def test_agreement_adds_no_overlap(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    names = [Found(start, end, "LOC", priority=MODEL)] if text[start:end].strip() else []
    spans = sorted((one.start, one.end) for one in agreed(text, names))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_a_line_of_its_own_does_not_go_on_in_the_next() -> None:
    parts = list(columns("Økonomi\nSagen", 0, len("Økonomi\nSagen")))
    assert parts == [(0, 7), (8, 13)]
    assert list(columns("Teknik-\nudvalget", 0, 16)) == [(0, 16)]


@given(st.integers(0, 10_000))
def test_common_nouns_take_the_place_of_openers_only(seed: int) -> None:
    passage = pieces_of(gold()[3])
    varied = with_nouns(passage, Random(seed), share=1.0)
    assert [p for p in varied if p.label] == [p for p in passage if p.label]
    assert len(varied) == len(passage)
