"""The page in a real browser, where there is one: it looks as meant and fetches nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

from builders.browser import BROWSER, in_browser
from builders.records import point, record

from nlp.show.page import page

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--hide-scrollbars"),
)

pytestmark = in_browser(BROWSER)


def browse(tmp_path: Path, *arguments: str, html: str) -> str:
    """Open a page and return what the browser prints."""
    file = tmp_path / "page.html"
    file.write_text(html, "utf-8")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    done = subprocess.run(
        [str(BROWSER), *FLAGS, profile, *arguments, file.as_uri()], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_browser_applies_the_style_under_its_own_policy(tmp_path: Path) -> None:
    shot = tmp_path / "page.png"
    browse(tmp_path, f"--screenshot={shot}", "--window-size=800,600", html=page([record()]))
    styled = shot.read_bytes()
    browse(
        tmp_path, f"--screenshot={shot}", "--window-size=800,600", html=page([record()]).replace("sha256-", "sha256-x")
    )
    assert styled != shot.read_bytes(), "the content security policy keeps the style out"


def test_a_script_in_a_document_does_not_run(tmp_path: Path) -> None:
    html = page([record(point(title="<img src=x onerror=document.title='run'><script>document.title='run'</script>"))])
    dom = browse(tmp_path, "--dump-dom", html=html)
    assert "<title>run</title>" not in dom
    assert "&lt;script&gt;" in dom
