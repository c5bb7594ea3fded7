"""The labelling page in a real browser: keys, mouse, undo, every change on disk at once, no other site let in."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from builders.browser import BROWSER, DRIVER, driven, in_browser
from builders.labels import items
from builders.records import record

from nlp.record import Label
from nlp.review.archive_items import items as items_of_archive
from nlp.review.gather import gather
from nlp.review.items import Answer, Item, Problem, Suggested, read_items, write_items
from nlp.review.own_labels import NONE, OwnLabels
from nlp.review.page.server import HEADER, open_server
from nlp.review.page.session import Session, journal_of
from nlp.review.reasons import Reason
from nlp.store.archive import corrections, schema
from nlp.store.archive.writer import Archive

TEXT = "1. Ny bro 🏗️\r\nØkonomiudvalget giver 2 mio. kr. til Åvej.\r\nGodkendt."


FIRST = Reason(kind="first_of", values={"place": "Byrådet 2020"})


def point(id: str = "0a1b", **changes: Any) -> Item:
    said = Suggested(
        topics=[Label(label="traffic", score=0.9), Label(label="budget", score=0.3)],
        decision_types=[Label(label="approved", score=0.99)],
        spans=[(TEXT.index("2 mio"), TEXT.index(" til"), "MONEY")],
    )
    return Item(id=id, text=TEXT, title="Ny bro 🏗️", body="Byrådet", suggested=said, reasons=[FIRST], **changes)


@contextmanager
def serving(points: list[Item], folder: Path, archive: Path | None = None) -> Iterator[tuple[str, Path]]:
    """A running page; its address and the journal of anna."""
    file = folder / "points.jsonl"
    write_items(file, points)
    journal = journal_of(file, "anna")
    session = Session(points, journal, "anna", NONE, archive)
    server = open_server(session)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", journal
    finally:
        server.shutdown()
        server.server_close()
        session.close()


def ask(address: str, method: str = "GET", body: object = None, **headers: str) -> tuple[int, Any]:
    data = None if body is None else json.dumps(body).encode()
    given = {"Content-Type": "application/json", **({HEADER: "1"} if method != "GET" else {}), **headers}
    request = urllib.request.Request(address, data, {k: v for k, v in given.items() if v}, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            content = response.read()
            return response.status, json.loads(content) if content[:1] in b"{[" else dict(response.headers)
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"{}")


def kept(journal: Path) -> list[Item]:
    return [item for item in read_items(journal) if not isinstance(item, Problem)]


ANSWER = {"topics": ["school"], "decision_types": ["approved"], "spans": None}


def test_an_answer_is_on_disk_before_the_page_hears_of_it(tmp_path: Path) -> None:
    with serving([point()], tmp_path) as (address, journal):
        status, saved = ask(f"{address}/api/points/0", "PUT", ANSWER | {"done": False})
        assert (status, saved["answer"]["revision"]) == (200, 1)
        assert [item.answer.topics for item in kept(journal) if item.answer] == [["school"]]
        good, _ = gather([journal])
        assert good == [], "a draft is no answer yet"
        ask(f"{address}/api/points/0", "PUT", ANSWER | {"done": True})
        good, problems = gather([journal])
        assert problems == [] and good[0].answer is not None and good[0].answer.by == "anna"
    with serving([point()], tmp_path) as (address, _):
        assert ask(f"{address}/api/start")[1]["points"][0]["done"], "taken up again the next time"
        assert ask(f"{address}/api/points/0")[1]["answer"]["topics"] == ["school"]


def test_a_disk_that_fills_up_leaves_no_half_answer(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    journal, points = tmp_path / "anna.jsonl", [point("0a"), point("0b")]
    school, traffic = Answer(topics=["school"]), Answer(topics=["traffic"])
    with closing(Session(points, journal, "anna", NONE)) as session:
        session.answer(0, school)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (journal.stat().st_size + 20, before[1]))
        try:
            with pytest.raises(OSError):
                session.answer(1, school)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        session.answer(1, traffic)
    with closing(Session(points, journal, "anna", NONE)) as session:
        assert [answer.topics for answer in session.answers.values()] == [["school"], ["traffic"]]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"topics": ["havnefest"]}, "unknown topics"),
        ({"topics": ["procedure", "school"]}, "stands alone"),
        ({"spans": [[0, 999, "ORG"]]}, "outside the text"),
        ({"topics": "school"}, "validation error"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    with serving([point()], tmp_path) as (address, journal):
        status, said = ask(f"{address}/api/points/0", "PUT", ANSWER | change)
        assert status == 422 and message in said["error"]
        assert not journal.exists()


def test_other_sites_and_names_are_not_let_in(tmp_path: Path) -> None:
    with serving([point()], tmp_path) as (address, journal):
        assert ask(f"{address}/api/start", Host="evil.example")[0] == 403
        assert ask(f"{address}/api/points/0", "PUT", ANSWER, **{HEADER: ""})[0] == 403
        assert ask(f"{address}/static/../server.py")[0] == 404
        assert ask(f"{address}/api/points/7")[0] == 404
        status, headers = ask(f"{address}/")
        assert status == 200 and "default-src 'none'" in headers["Content-Security-Policy"]
        assert not journal.exists()


def test_confirmed_answers_become_corrections_of_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "minutes.db"
    with Archive(path) as archive:
        archive.add(record())
        (item,) = items_of_archive(archive.db, [1])
    with serving([item], tmp_path, path) as (address, _):
        ask(f"{address}/api/points/0", "PUT", ANSWER | {"spans": [[0, 2, "ORG"]], "done": True})
        db = schema.connect(path, read_only=True)
        found = {one.field: one for one in corrections.listed(db)}
        assert found["topics"].value == ["school"] and found["topics"].who == "anna"
        assert found["topics"].said == [["traffic", 0.9], ["budget", 0.6]]
        assert found["entities"].value == [[0, 2, "ORG", None]]
        ask(f"{address}/api/points/0", "PUT", ANSWER | {"done": False})
        assert corrections.listed(db) == [], "an answer that is taken back"
        db.close()


def test_a_label_of_ones_own_becomes_a_correction_before_any_model_knows_it(tmp_path: Path) -> None:
    path = tmp_path / "minutes.db"
    with Archive(path) as archive:
        archive.add(record())
        (item,) = items_of_archive(archive.db, [1])
    own = OwnLabels({"harbour": {"danish": "Havne og færger", "description": "Havnens drift."}}, {})
    with closing(Session([item], tmp_path / "anna.jsonl", "anna", own, path)) as session:
        session.answer(0, Answer(topics=["harbour"], decision_types=["approved"]))
    with closing(schema.connect(path, read_only=True)) as db:
        assert [one.value for one in corrections.listed(db, field="topics")] == [["harbour"]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with driven() as window:
        yield window


def until(holds: Callable[[], bool]) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(None, 10, 0.05).until(lambda _: holds())  # type: ignore[type-var]


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def chosen(browser: Any, kind: str) -> list[str]:
    return [
        one.get_attribute("data-name") for one in browser.find_elements("css selector", f"#{kind} [aria-pressed=true]")
    ]


def last(journal: Path) -> Any:
    return kept(journal)[-1].answer


class TestInTheBrowser:
    pytestmark = in_browser(BROWSER, DRIVER)

    def test_keys_choose_confirm_and_undo(self, browser: Any, tmp_path: Path) -> None:
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        with serving([point(), point("0002")], tmp_path) as (address, journal):
            browser.get(address)
            until(lambda: chosen(browser, "topics") == ["traffic"])
            assert chosen(browser, "decision_types") == ["approved"], "the model's answer is the draft"
            press(browser, "q", "2")
            until(lambda: journal.exists() and last(journal).topics == ["traffic", "budget"])
            until(lambda: last(journal).decision_types == ["approved", "amended"])
            assert not last(journal).done
            press(browser, Keys.ENTER)
            until(lambda: browser.find_element("id", "place").text == "2 / 2")
            until(lambda: kept(journal)[0].answer.done)
            ActionChains(browser).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL).perform()
            until(lambda: browser.find_element("id", "place").text == "1 / 2")
            until(lambda: not kept(journal)[0].answer.done)
            ActionChains(browser).key_down(Keys.CONTROL).send_keys("z").key_up(Keys.CONTROL).perform()
            until(
                lambda: last(journal).decision_types == ["approved"] and last(journal).topics == ["traffic", "budget"]
            )

    def test_keys_pressed_before_a_point_is_there_do_not_answer_it(self, browser: Any, tmp_path: Path) -> None:
        from selenium.webdriver.common.keys import Keys

        other = point("0002", matter="").model_copy(
            update={"suggested": Suggested(topics=[Label(label="school", score=0.9)], decision_types=[])}
        )
        with serving([point(), other], tmp_path) as (address, journal):
            browser.get(address)
            until(lambda: chosen(browser, "topics") == ["traffic"])
            browser.execute_cdp_cmd("Network.enable", {})
            slow = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
            browser.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
            press(browser, Keys.ENTER, "q", Keys.ENTER)
            until(lambda: chosen(browser, "topics") == ["school"])
            until(lambda: journal.exists() and last(journal).done)
            browser.execute_cdp_cmd("Network.emulateNetworkConditions", slow | {"latency": 0})
            assert [item.id for item in kept(journal)] == ["0a1b"]

    def test_words_marked_with_the_mouse_have_exact_offsets(self, browser: Any, tmp_path: Path) -> None:
        with serving([point()], tmp_path) as (address, journal):
            browser.get(address)
            until(lambda: chosen(browser, "topics") == ["traffic"])
            for words, key, label in (("Økonomiudvalget", "o", "ORG"), ("Åvej", "l", "LOC")):
                drag_over(browser, words)
                until(lambda: "active" in browser.find_element("id", "entities").get_attribute("class"))
                press(browser, key)
                until(lambda label=label: journal.exists() and any(s[2] == label for s in last(journal).spans or ()))
            marked = [(TEXT[start:end], label) for start, end, label in last(journal).spans]
            assert marked == [("Økonomiudvalget", "ORG"), ("2 mio. kr.", "MONEY"), ("Åvej", "LOC")]
            shown = [(m.get_attribute("class"), m.text) for m in browser.find_elements("css selector", "#text mark")]
            assert shown[0] == ("ORG", "Økonomiudvalget")

    def test_nothing_is_fetched_from_elsewhere_and_no_script_of_a_text_runs(self, browser: Any, tmp_path: Path) -> None:
        evil = "<img src=x onerror=\"document.title='run'\"><script>document.title='run'</script>"
        with serving([point(matter="").model_copy(update={"text": evil, "title": evil})], tmp_path) as (address, _):
            browser.get_log("browser")
            browser.get(address)
            until(lambda: evil in browser.find_element("id", "text").text)
            assert browser.title == "Referat"
            asked = browser.execute_script("return performance.getEntriesByType('resource').map((one) => one.name)")
            assert asked and all(one.startswith(address) for one in asked)
            assert [one for one in browser.get_log("browser") if "Security Policy" in one["message"]] == []

    def test_a_lost_server_is_shown_and_the_answer_saved_when_it_is_back(self, browser: Any, tmp_path: Path) -> None:
        with serving([point()], tmp_path) as (address, journal):
            browser.get(address)
            until(lambda: chosen(browser, "topics") == ["traffic"])
            browser.execute_cdp_cmd("Network.enable", {})
            nothing = {"latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
            browser.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": True, **nothing})
            press(browser, "q")
            until(lambda: browser.find_element("id", "status").get_attribute("class") == "offline")
            back = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
            browser.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": False, **back})
            until(lambda: journal.exists() and last(journal).topics == ["traffic", "budget"])

    def test_it_is_quick_with_five_hundred_points(self, browser: Any, tmp_path: Path) -> None:
        many = (items("Hvidsted", "Havrum", "Thorslev", "Rosenvang") * 4)[:500]
        named = [item.model_copy(update={"id": f"{n:04}", "answer": None}) for n, item in enumerate(many)]
        with serving(named, tmp_path) as (address, _):
            browser.get(address)
            until(lambda: browser.find_element("id", "place").text == f"1 / {len(named)}")


def drag_over(browser: Any, words: str) -> None:
    """Move the mouse over words with the button down."""
    from selenium.webdriver.common.action_chains import ActionChains

    box = browser.execute_script(
        """const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
        for (let node; (node = walker.nextNode());) {
          const at = node.data.indexOf(arguments[0]);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at); range.setEnd(node, at + arguments[0].length);
          const {left, right, top, bottom} = range.getBoundingClientRect();
          return [left, right, (top + bottom) / 2];
        }""",
        words,
    )
    left, right, middle = box
    chain = ActionChains(browser)
    chain.w3c_actions.pointer_action.move_to_location(round(left) + 1, round(middle))
    chain.w3c_actions.pointer_action.pointer_down()
    chain.w3c_actions.pointer_action.move_to_location(round(right) - 1, round(middle))
    chain.w3c_actions.pointer_action.pointer_up()
    chain.perform()
