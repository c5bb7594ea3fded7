"""The archive on Datasette: our pages, Datasette's tables and SQL, and a content security policy over both."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import threading
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import datasette
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils import tilde_encode
from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup

from nlp.errors import ReferatError
from nlp.query.search import Finder
from nlp.query.telling import Telling
from nlp.resources import PACKAGE
from nlp.show.page import environment
from nlp.store.archive.schema import is_frozen
from nlp.web import pages

FOLDER = PACKAGE / "web"
SETTINGS = {
    "facet_time_limit_ms": 3000,
    "sql_time_limit_ms": 5000,
    "suggest_facets": False,
    "allow_download": False,
    "default_page_size": 50,
}
FACETS = ["year", "body", "municipality", {"array": "topics"}, {"array": "decision_types"}]
OWN = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
VARIABLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
HEADERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))
SECONDS = 10
"""After which a question is stopped."""

App = Callable[[Mapping[str, Any], Callable[..., Any], Callable[..., Any]], Awaitable[None]]


def datasette_policy() -> str:
    """Datasette's pages may run the scripts that its templates hold, known by their hashes, and no others."""
    hashes = []
    for template in sorted((Path(datasette.__file__).parent / "templates").glob("*.html")):
        for script in SCRIPT.findall(template.read_text("utf-8")):
            written = (
                [VARIABLE.sub(word, script) for word in ("true", "false")] if VARIABLE.search(script) else [script]
            )
            hashes += [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in written]
    scripts = " ".join(f"'sha256-{one}'" for one in dict.fromkeys(hashes))
    return (
        f"default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
        " connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


class Archive:
    """Answers from an archive, each thread with a connection of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()
        self._finders: list[Finder] = []
        self._threads = ThreadPoolExecutor(4)

    def _ask(self, what: Callable[..., Any], *given: Any) -> Any:
        if not hasattr(self._own, "finder"):
            self._own.finder = Finder(self.path)
            self._finders.append(self._own.finder)
        finder: Finder = self._own.finder
        stop = threading.Timer(SECONDS, finder.db.interrupt)
        stop.start()
        try:
            return what(finder, *given)
        finally:
            stop.cancel()

    async def ask(self, what: Callable[..., Any], *given: Any) -> Any:
        """``what(finder, *given)`` in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, what, *given)

    def close(self) -> None:
        """Answer no more; the last connection that is closed takes SQLite's notes away."""
        self._threads.shutdown()
        for finder in self._finders:
            finder.db.close()


class Plugin:
    """Our part of Datasette: routes, links between the two, and the security headers."""

    __name__ = __name__

    def __init__(self, path: Path, hosts: frozenset[str] | None) -> None:
        self.archive = Archive(path)
        self.database = path.stem
        self.hosts = hosts
        self.templates = environment(FOLDER)
        danish = Telling("da")
        self.templates.filters.update(number=danish.number, points=danish.counted, votes=danish.votes)
        self.policy = datasette_policy()

    @hookimpl
    def register_routes(self) -> list[tuple[str, Callable[..., Any]]]:
        return [
            (r"^/$", self.search),
            (r"^/answer\.json$", self.answer),
            (r"^/point/(?P<number>\d{1,15})$", self.point),
            (r"^/print/(?P<number>\d{1,15})$", self.print),
            (r"^/style\.css$", self.style),
        ]

    @hookimpl
    def render_cell(self, value: Any, column: str, table: str | None) -> Markup | None:
        if isinstance(value, int) and (column == "point_id" or (column == "id" and table in ("points", "point"))):
            return Markup('<a href="/point/{0}">{0}</a>').format(value)
        return None

    @hookimpl(tryfirst=True)
    def handle_exception(self, request: Request, exception: Exception) -> Callable[[], Awaitable[Response]] | None:
        """A page for people where there is none; the rest is Datasette's to tell."""
        if not isinstance(exception, NotFound) or not is_page(request.path):
            return None

        async def missing() -> Response:
            return self.error("siden findes ikke; søg ovenfor, eller gå til forsiden", NotFound.status)

        return missing

    @hookimpl
    def menu_links(self) -> list[dict[str, str]]:
        return [{"href": "/", "label": "Søg i arkivet"}]

    @hookimpl
    def asgi_wrapper(self, datasette: Datasette) -> Callable[[App], App]:
        return partial(self.guarded, datasette)

    def guarded(self, datasette: Datasette, app: App) -> App:
        """Only this machine's own names are answered, and every answer carries a policy."""

        async def guard(scope: Mapping[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
            async def sent(event: dict[str, Any]) -> None:
                if event["type"] == "http.response.start":
                    names = {name.lower() for name, _ in event["headers"]}
                    more = [*HEADERS, (b"content-security-policy", self.policy.encode())]
                    event = event | {"headers": [*event["headers"], *(one for one in more if one[0] not in names)]}
                await send(event)

            if scope["type"] == "http" and not self.is_known(scope):
                await Response.text("unknown host", status=403).asgi_send(sent)
            else:
                await app(scope, receive, sent)
            if scope["type"] == "lifespan":
                datasette.databases[self.database].close()
                self.archive.close()

        return guard

    def is_known(self, scope: Mapping[str, Any]) -> bool:
        """Whether a request names a host under which the archive is served; guards against DNS rebinding."""
        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        return self.hosts is None or host.rpartition(":")[0].strip("[]") in self.hosts or host in self.hosts

    def html(self, template: str, status: int = 200, **given: Any) -> Response:
        body = self.templates.get_template(template).render(
            tables=tilde_encode(self.database), sorts=pages.SORTS, **given
        )
        return Response.html(body, status=status, headers={"content-security-policy": OWN})

    def error(self, message: str, status: int) -> Response:
        return self.html("search.html.j2", status, page=pages.Page("", "relevance", error=message))

    async def search(self, request: Request) -> Response:
        try:
            page = await self.archive.ask(pages.search, parameters(request))
        except ReferatError as error:
            return self.error(str(error), 500)
        return self.html("search.html.j2", 400 if page.error else 200, page=page)

    async def answer(self, request: Request) -> Response:
        try:
            page = await self.archive.ask(pages.search, parameters(request))
        except ReferatError as error:
            return Response.json({"error": str(error)}, status=500)
        return Response.json(pages.as_json(page), status=400 if page.error else 200)

    async def point(self, request: Request) -> Response:
        try:
            shown = await self.archive.ask(pages.point, int(request.url_vars["number"]))
        except ReferatError as error:
            return self.error(str(error), 404)
        return self.html("point.html.j2", shown=shown, record=shown.record, point=shown.point)

    async def print(self, request: Request) -> Response:
        try:
            path = await self.archive.ask(pages.pdf, int(request.url_vars["number"]))
        except ReferatError as error:
            return self.error(str(error), 404)
        # a viewer of PDF needs to frame itself and its own styles
        policy = "default-src 'self' 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
        return Response(path.read_bytes(), headers={"content-security-policy": policy}, content_type="application/pdf")

    async def style(self) -> Response:
        styles = (PACKAGE / "show" / "page.css").read_text("utf-8") + (FOLDER / "web.css").read_text("utf-8")
        return Response(styles, content_type="text/css; charset=utf-8")


def is_page(path: str) -> bool:
    """Whether an address is read by people and not by programs."""
    return not path.endswith((".json", ".csv"))


def parameters(request: Request) -> dict[str, list[str]]:
    return {name: request.args.getlist(name) for name in request.args}


def application(path: Path, hosts: frozenset[str] | None = None) -> Any:
    """The ASGI application; ``hosts`` are the names under which it may be asked, None for any."""
    from datasette import handle_exception

    handle_exception.rich = None  # it would print a traceback for every slip in a statement
    plugin = Plugin(path, hosts)
    for name, other in pm.list_name_plugin():
        if isinstance(other, Plugin):
            pm.unregister(name=name)
    pm.register(plugin, name="referat")
    points = {"facets": FACETS, "sort_desc": "date", "title": "Punkter"}
    metadata = {"title": "Referat", "databases": {path.stem: {"tables": {"points": points}}}}
    files = {"immutables" if is_frozen(path) else "files": [str(path)]}
    return Datasette(**{"files": [], **files}, settings=SETTINGS, metadata=metadata).app()
