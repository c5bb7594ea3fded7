"""The written corpus: its format, its balance, and that nothing in it is spun from templates."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from nlp.errors import CorpusError
from nlp.learn.data.corpus import read_corpus, read_file, read_passages, unmark
from nlp.learn.data.corpus_check import check, repeated
from nlp.resources import decision_types, topics

POINT = """municipality: Hvidsted
===
id: hvidsted-001
body: Økonomiudvalget
date: 2019-03-12
number: 14
title: Nyt tag på <LOC>Nørreskolen</LOC>
topics: property, budget
types: approved, amended
vote: yes
entities: yes
--- summary | Resumé
<ORG>Økonomiudvalget</ORG> skal tage stilling til <MONEY>1,4 mio. kr.</MONEY>
--- decision | Beslutning
Godkendt, idet arbejdet først udbydes efter sommerferien.
"""


def test_a_point_is_read_with_its_marks_taken_out(tmp_path: Path) -> None:
    file = tmp_path / "hvidsted.txt"
    file.write_text(POINT, "utf-8")
    (point,) = read_file(file)
    assert point.title.text == "Nyt tag på Nørreskolen"
    assert point.title.spans == ((11, 22, "LOC"),)
    assert point.topics == ("property", "budget")
    assert point.vote
    assert point.text_of("summary") == "Økonomiudvalget skal tage stilling til 1,4 mio. kr."


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("topics: property", "topics: ejendom", "unknown label 'ejendom"),
        ("types: approved", "types: vedtaget", "unknown label 'vedtaget"),
        ("</LOC>", "", "is not closed"),
        ("<LOC>", "<STED>", "unknown mark <STED>"),
        ("date: 2019-03-12", "date: 12.3.2019", "is not YYYY-MM-DD"),
        ("--- summary |", "--- resumé |", "--- role | heading"),
        ("vote: yes\n", "", "lacks vote"),
        ("vote: yes", "vote: ja", "vote is 'ja'; write yes or no"),
        ("entities: yes\n", "", "has marks but not 'entities: yes'"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, wrong: str, right: str, message: str) -> None:
    file = tmp_path / "hvidsted.txt"
    file.write_text(POINT.replace(wrong, right), "utf-8")
    with pytest.raises(CorpusError, match=r"hvidsted\.txt:\d+") as caught:
        list(read_file(file))
    assert message in str(caught.value)


def test_an_id_may_not_stand_twice(tmp_path: Path) -> None:
    file = tmp_path / "hvidsted.txt"
    file.write_text(POINT + POINT.split("\n", 1)[1], "utf-8")
    with pytest.raises(CorpusError, match="'hvidsted-001' stands twice"):
        list(read_file(file))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "hvidsted.txt"
    file.write_bytes(POINT.encode("cp1252"))
    with pytest.raises(CorpusError, match="not UTF-8"):
        list(read_file(file))


def test_nested_marks_are_refused() -> None:
    with pytest.raises(CorpusError, match="nested"):
        unmark("<ORG>Byrådet i <LOC>Hvidsted</LOC></ORG>", "here")


def test_the_corpus_is_large_varied_and_balanced() -> None:
    points = read_corpus()
    assert len(points) >= 2000
    assert len({p.municipality for p in points}) >= 30
    assert sum(p.entities for p in points) >= 600
    by_topic = Counter(t for p in points for t in p.topics)
    by_type = Counter(t for p in points for t in p.types)
    assert min(by_topic[t] for t in topics()) >= 60
    assert min(by_type[t] for t in decision_types()) >= 80


def test_no_wording_stands_more_than_twice() -> None:
    points = read_corpus()
    assert repeated(points) == {}
    titles = Counter(p.title.text.casefold() for p in points)
    assert [title for title, count in titles.items() if count > 2] == []


def test_passages_are_parted_by_blank_lines(tmp_path: Path) -> None:
    (tmp_path / "veje.txt").write_text("Bump på <LOC>Elmevej 4</LOC>\nog mere\n\n<ORG>KL</ORG> svarer.\n", "utf-8")
    first, second = read_passages(tmp_path)
    assert first == ("veje/1", unmark("Bump på <LOC>Elmevej 4</LOC>\nog mere", ""))
    assert (second[0], second[1].text, second[1].spans) == ("veje/2", "KL svarer.", ((0, 2, "ORG"),))


def test_a_wrong_mark_in_a_passage_is_named_by_line(tmp_path: Path) -> None:
    (tmp_path / "veje.txt").write_text("Et\n\nTo <LOC>Elmevej\n", "utf-8")
    with pytest.raises(CorpusError, match=r"veje\.txt:3: mark <LOC> is not closed"):
        list(read_passages(tmp_path))


def test_passages_in_another_encoding_are_refused(tmp_path: Path) -> None:
    (tmp_path / "veje.txt").write_bytes("Bump på Elmevej".encode("cp1252"))
    with pytest.raises(CorpusError, match=r"veje\.txt: not UTF-8"):
        list(read_passages(tmp_path))


def test_the_checker_prints_what_is_wrong_and_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(POINT, "utf-8")
    bad.write_text(POINT.replace("topics: property", "topics: ejendom"), "utf-8")
    assert check([good, bad, tmp_path / "none.txt"]) == 2
    printed = capsys.readouterr().out
    assert "bad.txt:3: unknown label 'ejendom'" in printed and "none.txt: " in printed
    assert "1 points, 1 with entities, 1 votes" in printed


def test_passages_hold_names_alone_and_none_stands_twice() -> None:
    passages = [marked for _, marked in read_passages()]
    labels = Counter(label for marked in passages for *_, label in marked.spans)
    assert len(passages) >= 500
    assert set(labels) == {"PERSON", "ORG", "LOC"}
    assert labels["LOC"] >= 500
    assert max(Counter(marked.text for marked in passages).values()) == 1
