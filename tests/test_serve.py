"""The archive in a real browser: a question, a facet, a point; and what other sites and other files get: nothing."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archive_example import example
from builders.browser import BROWSER, DRIVER, driven, in_browser

from nlp.record import Entity, LawValue, ResolvedLaw
from nlp.store.archive.writer import Archive

pytest.importorskip("datasette")
ROOT = Path(__file__).parents[1]
SCHOOL = "Punkt 1: Nyt tag på Nørreskolen\nByrådet bevilgede 1,4 mio. kr. efter servicelovens § 85.\nGodkendt.\n"
SCRIPT = "Punkt 1: <script>document.title='run'</script>\n<img src=x onerror=\"document.title='run'\">\n"


def law(text: str, cited: str) -> Entity:
    start = text.index(cited)
    eli = "https://www.retsinformation.dk/eli/lta/2020/1"
    act = ResolvedLaw(title="Lov om social service", number=1, year=2020, eli=eli, via="name")
    value = LawValue(law="serviceloven", resolved=act)
    return Entity(label="LAW", text=cited, span=(start, start + len(cited)), value=value)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served archive of four points."""
    folder = tmp_path_factory.mktemp("web")
    school = example(SCHOOL, source__path="minutes.pdf#2", source__format="pdf")
    school.points[0].entities = [law(SCHOOL, "servicelovens § 85")]
    school.points[0].page = 3
    (folder / "minutes.pdf").write_bytes(b"%PDF-1.4 example")
    school.source.sha256 = hashlib.sha256(b"%PDF-1.4 example").hexdigest()
    with Archive(folder / "minutes.db") as archive:
        archive.add(school)
        archive.add(example(SCRIPT, source__path="b.txt", meeting__date="2019-05-01"))
        archive.add(example("Punkt 1: Skolebus\nAfvist.\n", source__path="c.txt", meeting__body="Økonomiudvalget"))
        secret = example("Punkt 1: Brev\n", source__path="/etc/hostname", source__format="pdf", meeting__body="Rådet")
        archive.add(secret)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from nlp.cli.app import main; main()", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, env={"PYTHONPATH": str(ROOT), "PATH": ""}, stdout=subprocess.PIPE)
    assert server.stdout and server.stdout.readline().startswith(b"http://127.0.0.1:")
    at = f"http://127.0.0.1:{port}"
    wait_for(at + "/style.css")
    yield at
    server.terminate()
    assert server.wait(20) is not None


@pytest.mark.skipif(os.name == "nt", reason="POSIX only")
def test_ctrl_c_ends_it_quietly_and_leaves_nothing_beside_the_archive(tmp_path: Path) -> None:
    with Archive(tmp_path / "øst nr. 2.db") as archive:
        archive.add(example(SCHOOL))
    command = [sys.executable, "-c", "from nlp.cli.app import main; main()", "serve", "--port", "0", "-a", archive.path]
    server = subprocess.Popen(command, env={"PYTHONPATH": str(ROOT), "PATH": ""}, stdout=-1, stderr=-1, text=True)
    assert server.stdout
    at = server.stdout.readline().split("/  ")[0]
    _, _, page = wait_for(at + "/?q=skole")
    tables = re.findall(r'href="(/[^"]+/points)"', page)
    assert get(at + tables[0])[0] == 200, "Datasette knows the archive by this name"
    server.send_signal(signal.SIGINT)
    assert server.communicate(timeout=20) == ("", "")
    assert (server.returncode, [path.name for path in tmp_path.iterdir()]) == (0, [archive.path.name])


def wait_for(url: str) -> tuple[int, dict[str, str], str]:
    """What a server answers as soon as it does."""
    for _ in range(200):
        try:
            return get(url)
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(url)


def get(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as response:
            return response.status, dict(response.headers), response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read().decode()


def test_a_question_is_answered_with_how_it_was_understood(address: str) -> None:
    status, headers, page = get(address + "/?q=skolesager+over+1+mio.")
    assert status == 200
    assert "Forstået som: emne Skole og uddannelse; mindst 1.000.000 kr." in page
    assert "script-src" not in headers["content-security-policy"]
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_the_answer_as_json(address: str) -> None:
    status, _, text = get(address + "/answer.json?q=skolebus")
    answer: dict[str, Any] = json.loads(text)
    assert (status, answer["total"], answer["hits"][0]["title"]) == (200, 1, "Punkt 1: Skolebus")
    assert answer["facets"]["Udvalg"] == [{"name": "Økonomiudvalget", "points": 1}]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/?q=30.2.2020", 400, "ingen dag i kalenderen"),
        ("/?q=" + "a" * 5000, 400, "gør det kortere"),
        ("/point/999", 404, "intet punkt 999"),
        ("/print/999", 404, "der er intet dokument 999"),
        ("/print/2", 404, "er ikke en PDF og kan ikke vises her"),
        ("/nowhere", 404, "siden findes ikke"),
        ("/minutes/nowhere", 404, "siden findes ikke"),
        ("/?from=2020-02-31", 400, "ingen dag i kalenderen"),
        ("/?from=engang", 400, "er ingen dato"),
        ("/?from=2021&to=2020", 400, "byt dem om"),
        ("/?q=skole&fra=2020&sort=zz&year=20x0&page=-1", 200, "Ikke brugt: fra=2020, sort=zz, year=20x0, page=-1"),
        ("/?from=2019&to=2019", 200, "Forstået som: fra 2019-01-01; til 2019-12-31"),
        ("/?topic=skole", 200, '<li class="chosen"><a href="/?" aria-current="true"><span>Skole og uddannelse'),
        ("/?q=skole&page=999999999999", 200, "punkter"),
        ("/?q=%22+OR+1%3D1%3B--&sort=zz&year=abc&topic=%27", 200, "punkter"),
    ],
)
def test_what_cannot_be_shown_is_told(address: str, path: str, status: int, said: str) -> None:
    found, _, page = get(address + path)
    assert (found, said in page) == (status, True)


def test_the_page_of_the_pdf_is_shown_and_no_other_file(address: str) -> None:
    assert "/print/1#page=3" in get(address + "/point/1")[2]
    assert get(address + "/print/1")[2] == "%PDF-1.4 example"
    assert get(address + "/print/4")[0] == 404


def test_other_sites_are_refused(address: str) -> None:
    assert get(address + "/", Host="evil.example")[0] == 403
    assert get(address + "/minutes/points", Host="evil.example")[0] == 403


def test_nothing_can_be_written(address: str) -> None:
    for statement in ("delete from point", "drop table point", "attach database '/tmp/x.db' as x"):
        status, _, text = get(address + "/minutes.json?sql=" + urllib.parse.quote(statement))
        assert (status, json.loads(text)["ok"]) == (400, False)


def test_tables_and_facets_are_there_with_links_to_points(address: str) -> None:
    status, headers, page = get(address + "/minutes/points?_facet_array=topics")
    assert status == 200
    assert '<a href="/point/1">1</a>' in page
    assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]
    assert "sha256-" in headers["content-security-policy"]


@pytest.fixture
def window() -> Iterator[Any]:
    with driven() as one:
        yield one


class TestInTheBrowser:
    pytestmark = in_browser(BROWSER, DRIVER)

    def test_a_question_a_facet_and_a_point(self, address: str, window: Any) -> None:
        from selenium.webdriver.common.by import By
        from selenium.webdriver.common.keys import Keys
        from selenium.webdriver.support.expected_conditions import text_to_be_present_in_element
        from selenium.webdriver.support.ui import WebDriverWait

        wait = WebDriverWait(window, 30)

        def total(text: str) -> None:
            wait.until(text_to_be_present_in_element((By.CLASS_NAME, "total"), text))

        window.get(address)
        window.find_element(By.NAME, "q").send_keys("skole", Keys.ENTER)
        total("2 punkter")
        assert window.find_element(By.CLASS_NAME, "understood").text == "Forstået som: tekst skole"
        window.find_element(By.PARTIAL_LINK_TEXT, "Økonomiudvalget").click()
        total("1 punkt")
        window.find_element(By.CSS_SELECTOR, ".chosen a").click()
        total("2 punkter")
        window.find_element(By.NAME, "q").clear()
        window.find_element(By.NAME, "q").send_keys("skole elefant", Keys.ENTER)
        total("0 punkter")
        assert window.find_element(By.CLASS_NAME, "warning").text.startswith("intet i arkivet for tekst elefant")
        assert window.find_element(By.CLASS_NAME, "nearest").text == "Nærmest: tekst skole (2 punkter)"
        window.find_element(By.PARTIAL_LINK_TEXT, "Nyt tag").click()
        link = wait.until(lambda one: one.find_element(By.CSS_SELECTOR, "mark.LAW a"))
        assert link.get_attribute("href") == "https://www.retsinformation.dk/eli/lta/2020/1"
        assert link.value_of_css_property("background-color") is not None
        window.get(address + "/point/2")
        assert window.title != "run"
        window.get(address + "/minutes/points")
        assert window.execute_script("return window.DATASETTE_ALLOW_FACET") is not None
        window.get(address + "/minutes?sql=select+1")
        assert window.find_elements(By.CLASS_NAME, "CodeMirror")
        refused = [entry for entry in window.get_log("browser") if "Content Security Policy" in entry["message"]]
        assert refused == []


def test_an_archive_that_fails_is_told_to_programs_as_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datasette.utils.asgi import Request

    from nlp.errors import ReferatError
    from nlp.web.app import Plugin

    def slow(*_: object) -> None:
        raise ReferatError("the question takes too long")

    with Archive(tmp_path / "minutes.db") as archive:
        archive.add(example("Punkt 1: Skolebus\n"))
    monkeypatch.setattr("nlp.web.pages.search", slow)
    plugin = Plugin(tmp_path / "minutes.db", None)
    answer = asyncio.run(plugin.answer(Request.fake("/answer.json?q=skolebus")))
    plugin.archive.close()
    assert (answer.status, json.loads(answer.body)) == (500, {"error": "the question takes too long"})


def test_a_decision_that_is_no_word_for_one_finds_nothing(address: str) -> None:
    status, _, text = get(address + "/?decision=30.2.2020")
    assert (status, "0 punkter" in text) == (200, True)
