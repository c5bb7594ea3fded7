"""Sentence starts: hard cases with Danish abbreviations; ``|`` marks where a new sentence starts."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import nlp.tag.sentences.factory  # noqa: F401
from nlp.learn.train.senter import composed, evaluate, joined, train
from nlp.tag.sentences.sentences import FOLDER, Sentences, goes_on

SHIPPED = Path(__file__).parent.parent / "models" / FOLDER

CASES = """
Der afsættes 4,5 mio. kr. |Beløbet finansieres af kassen.
Der afsættes 4,5 mio. kr. til Fjordby Havn i 2021.
Prisen er 12.000 kr. |Udvalget drøftede sagen.
Prisen er 12.000 kr. inkl. moms. |Sagen afgøres af byrådet.
Anlægget koster ca. 3 mio. kr. årligt. |Driften er ikke med.
Restbeløbet er 300 t.kr. |Det overføres til næste år.
Det koster 2 mia. kr. i alt. |Staten betaler halvdelen.
Jf. bilag 2 er der tale om en stigning. |Den er uventet.
Indstillingen følges, jf. Økonomiudvalgets beslutning. |Sagen er afsluttet.
Reglen står i § 5, stk. 2. |Den gælder også for skoler.
Reglen står i § 5, stk. 2, nr. 4, og gælder for alle.
Reglen følger af lovens § 42, stk. 7. |Det er nyt.
Lejen udgør 450 kr. pr. kvm. |Den reguleres hvert år.
Pr. 1. januar 2021 træder ordningen i kraft. |Den er frivillig.
Tilskuddet er 900 kr. pr. borger pr. år. |Det er uændret.
Der indkøbes 40 stk. |De leveres i maj.
Der er indkøbt ca. 40 stk. Lindby-bænke til parken.
Mødet begynder kl. 17.30. |Der serveres kaffe.
Mødet begynder kl. 17.30 i salen. |Dørene er åbne.
Sagen er nr. 4 på listen. |Den udsættes.
A. C. Sandgaard deltog ikke. |Stedfortræderen mødte.
Karla B. Engholm og P. Sandgaard stemte imod. |Resten stemte for.
Kravet gælder bl.a. Tangby Skole. |Det gælder ikke hallen.
Der er f.eks. Lindevej og Granvej. |Begge er private.
Udgifter til løn, kørsel m.v. |Disse dækkes af puljen.
Udgifter til løn, kørsel m.v. dækkes af puljen. |Puljen er lille.
Foreninger, klubber m.fl. |Alle kan søge.
Foreninger, klubber m.fl. i Tangby kan søge. |Fristen er i maj.
Der søges om stole, borde osv. |Ansøgningen er godkendt.
Se evt. Fjordby Kommunes hjemmeside. |Der står mere.
Vedr. Tangby Havn blev sagen udsat. |Den kommer igen.
Ejeren bor på Sdr. Landevej 4. |Han er orienteret.
Skolen ligger ved Skt. Knuds Kirke. |Den er fra 1905.
Dr. Engholm holdt oplæg. |Der var spørgsmål.
Medlemmet henviste til s. 14 i planen. |Planen er vedlagt.
Forslaget blev sendt i høring i otte uger. |Der kom 12 svar.
Er der flere spørgsmål? |Ingen bad om ordet.
Hun sagde nej! |Derefter blev der stemt.
Mødet den 17. december 2020 blev aflyst. |Et nyt holdes i januar.
Fristen er den 1. maj. |Derefter lukkes ordningen.
Det sker i 2. kvartal. |Planen følger.
Punktet blev behandlet som nr. 3. |Derefter fulgte valget.
Aftalen er indgået med Fjordby Vand A/S. |Den løber i fire år.
Aftalen er indgået med Fjordby Vand A/S og Lind ApS. |Den er ny.
Selskabet er et a.m.b.a. |Andelshaverne hæfter ikke.
Matr.nr. 4a Tangby By udstykkes. |Vejen bevares.
Beløbet er ekskl. moms. |Der er ingen andre udgifter.
Udgiften er max. 5 pct. |Den afholdes af forvaltningen.
Stigningen er 3 pct. i forhold til 2019. |Den skyldes løn.
Indstillingen blev tiltrådt. |(V) stemte imod.
Godkendt. |Afbud fra Ib Sandgaard.
1. Godkendt. |2. Ikke godkendt.
Ad 1. Godkendt. |Ad 2. Udsat.
Sagen drøftedes. |- Udvalget ønsker et notat.
Lån på 4 mio. kr. |Lånet løber i 25 år, jf. § 3.
Adm. dir. Karla Engholm orienterede. |Udvalget takkede.
Der er hhv. Nord og Syd i planen. |Midten er udgået.
Byen har 4.000 indbyggere. |Tallet vokser.
Reglerne er ændret, dvs. Byrådet skal høres. |Det sker i juni.
Ordningen gælder t.o.m. 2024. |Herefter evalueres den.
Kontakt tlf. 12 34 56 78. |Der er åbent til kl. 15.
"""
HARD = [line for line in CASES.split("\n") if line]


def text_of(marked: str) -> tuple[str, list[int]]:
    parts = marked.split("|")
    starts = [sum(map(len, parts[:i])) for i in range(len(parts))]
    return "".join(parts), starts


def test_there_are_sixty_hard_cases() -> None:
    assert len(HARD) >= 60 and all("|" in case or "." in case for case in HARD)


@pytest.fixture(scope="module")
def shipped() -> Language:
    if not SHIPPED.exists():
        pytest.skip("no sentence network is shipped in models/")
    made = spacy.blank("da")
    made.add_pipe("referat_sentences")
    return made


def test_hard_cases(shipped: Language) -> None:
    wrong = []
    for marked in HARD:
        text, starts = text_of(marked)
        if [t.idx for t in shipped(text) if t.is_sent_start] != starts:
            wrong.append(marked)
    assert len(wrong) <= 3, wrong


@pytest.fixture(scope="module")
def trained() -> Language:
    made = spacy.blank("da")
    sentences = [marked.split("|")[-1] for marked in HARD]
    made.add_pipe("referat_sentences")
    made.get_pipe("referat_sentences").network = train(sentences, steps=15)  # type: ignore[attr-defined]
    return made


def test_training_learns_and_is_the_same_twice(trained: Language) -> None:
    sentences = [marked.split("|")[-1] for marked in HARD]
    assert evaluate(trained, joined(sentences))["f1"] > 0.5
    again, once = (train(sentences[:9], steps=2).get_pipe("senter").to_bytes() for _ in range(2))  # type: ignore[attr-defined]
    assert again == once


def test_saved_and_loaded(trained: Language, tmp_path: Path) -> None:
    trained.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    text = text_of(HARD[0])[0]
    assert [s.text for s in loaded(text).sents] == [s.text for s in trained(text).sents]


def test_without_a_network_every_line_is_a_sentence() -> None:
    made = spacy.blank("da")
    component = made.add_pipe("referat_sentences")
    component.network = None  # type: ignore[attr-defined]
    assert [s.text.strip() for s in made("Godkendt.\nAfbud fra Ib.\n").sents] == ["Godkendt.", "Afbud fra Ib."]


def test_an_empty_line_ends_a_sentence(trained: Language) -> None:
    starts = [t.text for t in trained("Økonomi\n\nSagen koster intet i år") if t.is_sent_start]
    assert "Sagen" in starts


def test_small_letters_go_on_behind_a_full_stop() -> None:
    doc = spacy.blank("da")("Ring mhp. at aftale. Nej, det er 3. gang. a) Ja")
    assert [token.text for token in doc if goes_on(doc, token.i)] == ["at", "gang"]


@settings(max_examples=8, deadline=None)
@given(st.text(alphabet="aB. \n1kr", max_size=900))
def test_any_text_is_cut_without_loss(text: str) -> None:
    made = spacy.blank("da")
    component = Sentences("referat_sentences", made.vocab)
    component.network = None
    doc = component(made.make_doc(text))
    assert "".join(s.text_with_ws for s in doc.sents) == text


def test_composed_texts_start_where_they_say() -> None:
    from random import Random

    text, starts = composed(["Sagen er udsat.", "Den genoptages."], ["Tangby"], Random(3))
    assert starts[0] == 0 and all(0 <= start < len(text) and not text[start].isspace() for start in starts)
