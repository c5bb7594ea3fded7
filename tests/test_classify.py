"""Topics and decision types: words, outcomes, lexicons, examples, baselines."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nlp.classify.altered_figures import altered
from nlp.classify.features import clause_tokens, form_tokens, matter_of, pairs
from nlp.classify.fields import Fields, is_council
from nlp.classify.lexicon import (
    body_hints,
    decision_hits,
    decision_wordings,
    kle_hint,
    kle_topics,
    stems_of,
    topic_lexicon,
    types_of,
)
from nlp.classify.outcome import is_recorded, negated, outcome
from nlp.classify.vectors import WordVectors
from nlp.classify.words import mask, mask_people, named, words
from nlp.errors import CorpusError
from nlp.learn.data.labelled_points import from_lexicon, from_rows


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Teknik- og Miljøudvalget anbefaler", "xudvalg anbefaler"),
        ("Udvalget for Børn og Skole godkendte", "xudvalg godkendte"),
        ("Byrådets beslutning", "xråd beslutning"),
        ("Tangø Kommune søger 1.250,50 kr.", "xkommune søger 0 kr."),
    ],
)
def test_names_of_bodies_and_figures_are_masked(text: str, masked: str):
    assert " ".join(mask(text).split()) == masked


def test_people_are_masked():
    assert mask_people("Lis Vang Holm blev valgt") == "xnavn blev valgt"
    assert (
        mask_people("Oversendes Økonomiudvalget. Anbefales Byrådet") == "Oversendes Økonomiudvalget. Anbefales Byrådet"
    )


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("Ikke godkendt.", "ikkegodkend."),
        ("Udvalget kan ikke anbefale forslaget.", "Udvalget kan ikkeanbefal forslaget."),
        ("Ansøgningen imødekommes ikke.", "Ansøgningen ikkeimødekom."),
        ("Udvalget undlod at tage stilling.", "Udvalget undlodstilling."),
        ("Godkendt.", "Godkendt."),
    ],
)
def test_negation_is_joined_to_its_verdict(text: str, joined: str):
    assert negated(text) == joined


@pytest.mark.parametrize(
    ("decision", "left"),
    [
        ("Godkendt.", "Godkendt."),
        ("Økonomiudvalgets beslutning i mødet den 4. maj 2021\n\nIndstillingen godkendt.", "Indstillingen godkendt."),
        ("Socialudvalgets beslutning i mødet den 4. maj 2021", ""),
        ("SF stillede ændringsforslag om en bro.\nÆndringsforslaget blev forkastet.\nVedtaget.", "Vedtaget."),
        ("Ændringsforslaget blev vedtaget.\nAnbefales.", "med den ændring\nAnbefales."),
        ("Forslag om udvalgshenvisning blev godkendt med 9 stemmer.", "Henvist til udvalg."),
        ("Vedtaget.\nFor stemte: A, F, B\nImod stemte: V", "Vedtaget."),
        ("Godkendt.\nVenstre afgav følgende protokolbemærkning:", "Godkendt."),
        ("Lis Vang deltog som stedfortræder.\nVedtaget.", "Vedtaget."),
        ("Godkendt. Ældrerådets svar blev taget til efterretning.", "Godkendt."),
        ("Ældrerådets svar blev taget til efterretning.", "Ældrerådets svar blev taget til efterretning."),
        ("Udvalget anbefaler, at forslaget godkendes.", "Udvalget anbefaler, at forslaget ."),
        ("Lis Vang (Ø) spurgte til prisen. Forvaltningen oplyste, at den er fast.", ""),
        ("SF's ændringsforslag faldt med 3 stemmer mod 8, hvorefter planen vedtoges.", "hvorefter planen vedtoges."),
        ("SF stillede ændringsforslag om en bro. Forkastet. Planen vedtaget.", "Planen vedtaget."),
        ("SF stillede ændringsforslag om en bro. Vedtaget. Planen vedtaget.", "med den ændring\nPlanen vedtaget."),
        ("For: 2 (Ø). Imod: 7. Planen er ikke vedtaget.", "Planen er ikkevedtag."),
        ("Byrådet erklærede Lis Vang inhabil med 9 stemmer mod 5. Hun forlod salen.", "Besluttet om habilitet."),
        ("Lis Vang erklærede sig inhabil og forlod mødet.", ""),
        ("Lis Vang blev erklæret inhabil. Godkendt.", "Godkendt."),
        ("For forslaget stemte A og F (11). Imod stemte V (6).", "Vedtaget."),
        ("For forslaget stemte Ø (2). Imod stemte A, F og V (17).", "Forkastet."),
        ("Forslaget ”Møllevej” vedtaget. Ordet ”gade” udgår.", "Forslaget ”Møllevej” vedtaget.\nOrdet ”gade” udgår."),
        ("Udvalget ønsker ikke, at forslaget oversendes til budgettet.", "Udvalget ikkesend til budgettet."),
        ("Teknisk Udvalg anbefaler, at vejen lukkes.", "Teknisk Udvalg anbefaler, at vejen lukkes."),
        ("Til efterretning. Seniorrådets svar tages til efterretning.", "Til efterretning."),
        ("Godkendt, idet udvalget takker for svarene.", "Godkendt."),
        ("Godkendt, idet svaret fra DH vedlægges referatet.", "Godkendt."),
        ("Udvalget takker for oplægget.", "Udvalget takker for oplægget."),
        (
            "SF stillede ændringsforslag:\n”at ”Bro” ændres”\nForkastet.\nPlanen vedtaget.",
            "Planen vedtaget.",
        ),
    ],
)
def test_outcome_leaves_out_what_was_not_decided(decision: str, left: str):
    assert outcome(decision) == left


@pytest.mark.parametrize(
    ("decision", "recorded"),
    [
        ("Beslutning ikke frigivet", False),
        ("Beslutning i Byrådet den 3. maj 2019", False),
        ("Beslutning i Byrådet den 3. maj 2019\nGodkendt.", True),
        ("Forslaget faldt.", True),
    ],
)
def test_a_decision_that_is_only_headed_or_kept_back_is_not_recorded(decision: str, recorded: bool):
    assert is_recorded(decision) is recorded


def test_forms_of_a_verb_meet_and_clauses_open_without_their_numbers():
    old, new = (set(form_tokens(Fields("", decision=text))) for text in ("Forkastedes.", "Blev forkastet."))
    assert "forkas" in old & new
    listed = clause_tokens(Fields("", decision="1. Godkendt.\n2. Udvalget beder om tal."))
    assert {"godkendt", "xudvalg_beder_om_tal"} <= set(listed) and "0" not in listed


@pytest.mark.parametrize(
    ("decision", "proposal", "other"),
    [
        ("Der bevilges 20.000 kr.", "at der bevilges 35.000 kr.", True),
        ("Bevilget i to år.", "at der gives bevilling i fem år", True),
        ("Mødet holdes den 9. juni.", "at mødet flyttes til den 8. juni", True),
        ("Der bevilges 35.000 kr.", "at der bevilges 35.000 kr.", False),
        ("Godkendt med 13 stemmer.", "at der bevilges 35.000 kr.", False),
        ("Godkendt i 4 uger.", "", False),
    ],
)
def test_other_figures_than_proposed(decision: str, proposal: str, other: bool):
    assert altered(decision, proposal) is other


def test_an_approval_is_paired_with_what_is_proposed():
    def together(decision: str, proposal: str) -> float:
        return float(pairs(types_of(decision_hits(decision)), types_of(decision_hits(proposal))).sum())

    assert together("godkendt.", "at lis vælges som medlem") > together("godkendt.", "at planen følger")


def test_a_minority_does_not_reject():
    assert not decision_hits(mask(outcome("Godkendt, idet Ø ikke kunne støtte det og stemte imod."))).all()
    assert "ikke" not in outcome("Anbefales. Lis Vang (Ø) kunne ikke tiltræde.")
    assert outcome("Vedtaget. Imod stemte Enhedslisten.").split()[0] == "Vedtaget"
    assert "Enhedslisten" not in outcome("Vedtaget. Imod stemte Enhedslisten.")


@pytest.mark.parametrize(
    "said",
    [
        "Anbefales. Tage Skovgård kan ikke tiltræde, da han finder bump uhensigtsmæssige.",
        "Anbefales. Lone Vig og Per Lund (C) kunne ikke godkende planen.",
        "Anbefales, idet Det Konservative Folkeparti og SF ikke kan støtte prisen.",
        "Anbefales af et flertal. Et mindretal (V) ønsker sagen afvist.",
        "Anbefales. A og C støtter ikke indstillingen.",
    ],
)
def test_what_people_or_parties_cannot_accept_leaves_nothing(said: str):
    left = outcome(said)
    assert left.startswith("Anbefales")
    assert "ikke" not in left and "afvist" not in left


@pytest.mark.parametrize(
    ("said", "plainly"),
    [
        ("Udvalget besluttede at anbefale, at planen godkendes.", "Udvalget anbefaler, at planen ."),
        (
            "Udvalget vedtog enstemmigt at indstille forslaget til byrådet.",
            "Udvalget indstiller forslaget til byrådet.",
        ),
        ("Det blev besluttet at afvise forslaget.", "afviser forslaget."),
        ("Der meddeles ansøger afslag på dispensation.", "Der giver afslag på dispensation."),
        ("Byrådet besluttede at købe grunden.", "Byrådet besluttede at købe grunden."),
    ],
)
def test_a_resolution_to_recommend_or_refuse_is_told_plainly(said: str, plainly: str):
    assert outcome(said) == plainly


def test_a_resolution_not_to_recommend_or_refuse_recommends_and_refuses_nothing():
    assert "anbefaler" not in outcome("Byrådet besluttede ikke at anbefale planen.")
    assert "giver afslag" not in outcome("Der meddeles ikke afslag.")


@pytest.mark.parametrize(
    "said",
    [
        "Teknisk Udvalg kan ikke anbefale forslaget.",
        "Børne- og Ungdomsudvalget kan ikke anbefale det.",
        "Nordby Skole kan ikke udvides.",
        "Lundby Kommune kan ikke støtte planen.",
        "Region Vestsund kan ikke anbefale ruten.",
        "Da Anne Bach ikke kunne være til stede, udsættes punktet.",
    ],
)
def test_what_a_body_cannot_accept_is_its_decision(said: str):
    assert "xmindretal" not in outcome(said)


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        (r"\bgodkend(?:t|es)\b", ["godkend"]),
        (r"\bvedtag(?:et|es)\b|\bvedtog(?:es)?\b", ["vedtag", "vedtog"]),
        (r"\btog(?:es)?\b.{0,40}efterretning", ["efterretning"]),
        (r"\bafslå(?:r|s)?\b|\bi bero\b", ["afslå", "i bero"]),
        (r"\bforelægges? (?:igen|på [a-z)]+)", ["forelægge"]),
        (r"\b(?:punkt|sag)\w* udgår|^\W*$", [""]),
    ],
)
def test_stems_that_a_wording_needs(pattern: str, stems: list[str]):
    assert stems_of(pattern) == stems


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(decision_wordings().patterns).flatmap(st.from_regex))
def test_a_wording_is_tried_wherever_it_matches(text: str):
    tried = [bool(hit) for hit in decision_hits(text)]
    assert tried == [pattern.search(text) is not None for pattern in decision_wordings().patterns]


@given(st.text(max_size=300))
def test_any_text_has_an_outcome(text: str):
    assert outcome(text) == outcome(text).strip()


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("skolebibliotek", ["school"]),
        ("bibliotek", ["culture"]),
        ("salg af grund", ["property", "property", "property~"]),
        ("medlemsforslag", ["nothing"]),
        ("xqzw", []),
    ],
)
def test_longest_stem_and_phrases_count(title: str, columns: list[str]):
    lexicon = topic_lexicon()
    assert [lexicon.columns[hit] for hit in lexicon.hits(words(title))] == columns


def test_council_is_told_from_committees():
    assert is_council("Tangø Byråd") and is_council("Byrådet")
    assert is_council("Kommunalbestyrelsen") and not is_council("Økonomiudvalget") and not is_council(None)


def test_vectors_of_unknown_compounds(tmp_path: Path):
    vectors = WordVectors(["skole", "vej"], np.eye(2, dtype=np.float16), np.ones(2, np.float16))
    vectors.to_disk(tmp_path)
    again = WordVectors.from_disk(tmp_path)
    assert again.mean(["landsbyskole"]).tolist() == [1.0, 0.0]
    assert again.mean(["xyz"]).tolist() == [0.0, 0.0]


def test_names_of_committees_hint_at_topics():
    columns = topic_lexicon().columns
    hints = body_hints(named("Regnskab for Kultur- og Fritidsudvalget"))
    assert columns[int(hints.argmax())] == "culture"
    assert not body_hints("").any()


@pytest.mark.parametrize(
    ("code", "hinted"),
    [
        ("82.02.00", ["property"]),
        ("15.40.00", ["integration"]),
        ("15.20.04", ["employment"]),
        ("27.12.16", []),
        ("00.01.00", []),
        ("", []),
    ],
)
def test_the_group_of_a_case_number_hints_at_one_topic_or_none(code: str, hinted: list[str]):
    columns = sorted(set(kle_topics().values()))
    assert [label for label, hint in zip(columns, kle_hint(code), strict=True) if hint] == hinted


def test_an_untitled_point_without_text_rests_on_its_decision():
    assert "cykelsti" in matter_of(Fields("", decision="Cykelstien anlægges."))
    assert "cykelsti" not in matter_of(Fields("Vej", decision="Cykelstien anlægges."))


def test_examples_of_the_lexicon_have_known_labels_and_stand_once():
    decisions, titles = list(from_lexicon("types")), list(from_lexicon("topics"))
    assert len(decisions) > 800 and len(titles) > 4000
    assert any(example.fields.council for example in decisions)
    assert len({example.fields.title.lower() for example in titles}) == len(titles)
    assert all("procedure" not in example.topics or len(example.topics) == 1 for example in titles)


def test_unknown_label_names_file_and_line(tmp_path: Path):
    path = tmp_path / "points.jsonl"
    path.write_text(
        '{"id": "1", "municipality": "Tangø", "title": "Vej", "topics": ["vej"], "decision_types": ["none"], "vote": 0}'
    )
    with pytest.raises(CorpusError, match=r"points\.jsonl:1: unknown label 'vej'"):
        list(from_rows(path))
