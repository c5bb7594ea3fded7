"""The page in the browser: Bottle on this machine only, under a content security policy, without the network."""

from __future__ import annotations

import json
from collections.abc import Set
from functools import partial
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from pydantic import ValidationError

from nlp.errors import ReferatError, UsageError
from nlp.labels import ALONE
from nlp.resources import PACKAGE, label_names
from nlp.review.items import Answer, Item
from nlp.review.own_labels import OwnLabels
from nlp.review.page.session import Session
from nlp.review.reasons import in_words
from nlp.review.wording import words

PAGE = PACKAGE / "review" / "page"
FILES = {
    "app.js": "text/javascript",
    "state.js": "text/javascript",
    "text.js": "text/javascript",
    "app.css": "text/css",
    "vendor/htm-preact.js": "text/javascript",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
HEADER = "X-Referat"
"""Sent by the page with every change: other sites cannot send it without asking first."""
TOPIC_KEYS = "qwertyuiopåasdfghjklæøzxcvbnm"
TYPE_KEYS = "1234567890,."
ENTITY_KEYS = {"PERSON": "p", "ORG": "o", "LOC": "l", "DATE": "d", "MONEY": "m", "LAW": "w", "CASE": "c"}
LONGEST = 2_000_000


class Server(ThreadingMixIn, WSGIServer):
    """A browser opens connections ahead of need; one must not hold up the others."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    """Leaves the terminal to the command's own messages."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


def application(session: Session, port: int) -> Any:
    """The WSGI application for a session, answering only to this machine's own names."""
    try:
        from bottle import Bottle
    except ImportError as error:
        raise ReferatError("the page needs Bottle; run: pip install 'referat[review]'") from error
    app = Bottle()
    app.add_hook("before_request", partial(check, {f"127.0.0.1:{port}", f"localhost:{port}"}))
    app.add_hook("after_request", protect)
    app.get("/", callback=index)
    app.get("/static/<name:path>", callback=static)
    app.get("/api/start", callback=partial(start_of, session))
    app.get("/api/points/<number:int>", callback=partial(point, session))
    app.put("/api/points/<number:int>", callback=partial(save, session))
    return app


def refused(status: int, text: str) -> Any:
    """The response to raise: JSON with the reason."""

    from bottle import HTTPResponse

    return HTTPResponse(json.dumps({"error": text}), status, {"Content-Type": "application/json"})


def check(hosts: Set[str]) -> None:
    """Let in only requests to these names of the machine, and changes only from the page itself."""
    from bottle import request

    if request.get_header("Host") not in hosts:
        raise refused(403, "this page answers on 127.0.0.1 only")
    if request.method != "GET" and request.get_header(HEADER) is None:
        raise refused(403, "changes come from the page itself")


def protect() -> None:
    """Forbid the browser all that the page does not need."""
    from bottle import response

    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"


def index() -> str:
    """The page itself."""
    return sent("index.html", "text/html")


def static(name: str) -> str:
    """A file of the page; only those of :data:`FILES` are given out."""
    if name not in FILES:
        raise refused(404, "no such file")
    return sent(name, FILES[name])


def sent(name: str, kind: str) -> str:
    """A file of the page."""
    from bottle import response

    response.content_type = f"{kind}; charset=utf-8"
    return (PAGE / name).read_text("utf-8")


def point(session: Session, number: int) -> dict[str, Any]:
    """One point, counted from 0 (:func:`point_of`); 404 where there is none."""
    if number >= len(session.items):
        raise refused(404, "no such point")
    return point_of(session, session.items[number])


def save(session: Session, number: int) -> dict[str, Any]:
    """Keep the answer sent for a point; 422 says what is wrong with it, 507 that the disk does not take it."""
    from bottle import request

    try:
        if request.content_length > LONGEST or number >= len(session.items):
            raise UsageError("not a point of this file")
        given = Answer.model_validate(request.json)
        return {"answer": session.answer(number, given).model_dump()}
    except (ReferatError, ValidationError) as error:
        raise refused(422, str(error).splitlines()[0]) from error
    except OSError as error:
        raise refused(507, f"not saved: {error.strerror}") from error


def start_of(session: Session) -> dict[str, Any]:
    """All that the page needs once: names and keys of labels, wording, and how far the person is."""
    return {
        "by": session.by,
        "words": words()["page"],
        "topics": choices(session.own, "topics", TOPIC_KEYS),
        "decision_types": choices(session.own, "decision_types", TYPE_KEYS),
        "alone": ALONE,
        "entities": [
            {"name": name, "title": title, "key": ENTITY_KEYS[name]} for name, title in label_names("entities").items()
        ],
        "points": [{"title": item.title, "done": is_done(session, item)} for item in session.items],
    }


def choices(own: OwnLabels, kind: str, keys: str) -> list[dict[str, str]]:
    """Labels of a kind with their keys; the last ones have none where keys run out."""
    described = own.as_json()[kind]
    return [
        {
            "name": name,
            "title": title,
            "key": keys[at] if at < len(keys) else "",
            "hint": described.get(name, {}).get("description", ""),
        }
        for at, (name, title) in enumerate(own.danish(kind).items())
    ]


def is_done(session: Session, item: Item) -> bool:
    """Whether the person confirmed an answer."""
    answer = session.answers.get(item.id)
    return bool(answer and answer.done)


def point_of(session: Session, item: Item) -> dict[str, Any]:
    """A point with its reasons in Danish, and the answer; where there is none yet, what is likely, as a draft."""
    said = item.suggested
    draft = Answer(topics=said.likely("topics"), decision_types=said.likely("decision_types"), done=False)
    answer = session.answers.get(item.id, draft)
    reasons = [in_words(one, "da", session.own.all_danish()) for one in item.reasons]
    return item.model_dump(exclude={"answer", "format"}) | {"reasons": reasons, "answer": answer.model_dump()}


def open_server(session: Session, port: int = 0) -> Server:
    """A server on 127.0.0.1 that is not yet running; port 0 takes a free one."""
    try:
        server = Server(("127.0.0.1", port), Silent)
    except OSError as error:
        raise ReferatError(f"port {port} cannot be used ({error.strerror}); give another with --port") from error
    server.set_app(application(session, server.server_port))
    return server
