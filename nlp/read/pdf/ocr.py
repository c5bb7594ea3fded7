"""Recognition of page images with the ``tesseract`` command, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from typing import Any

from nlp.errors import ReadError

LANGUAGE = "dan"
_DPI = 300
_SECONDS = 180
_MOST_PIXELS = 100_000_000
"""A page may call itself five metres wide; A3 at 300 dots an inch has 17 million."""
_INSTALL = (
    "apt-get install tesseract-ocr tesseract-ocr-dan (Debian, Ubuntu), brew install tesseract tesseract-lang (macOS) "
    "or choco install tesseract (Windows)"
)


@cache
def missing() -> str | None:
    """What is missing for OCR and how to install it; None where all is there."""
    command = shutil.which("tesseract")
    if command is None:
        return f"OCR needs tesseract, which is not installed: {_INSTALL}"
    try:
        listed = subprocess.run([command, "--list-langs"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"tesseract does not start ({error}); install it anew: {_INSTALL}"
    if LANGUAGE not in (listed.stdout + listed.stderr).decode("utf-8", "replace").split():
        return f"tesseract has no Danish language data ({LANGUAGE}): {_INSTALL}"
    return None


def recognise(page: Any) -> list[str]:
    """The lines of text on a page (a pypdfium2 page), blank lines between paragraphs."""
    width, height = page.get_size()
    scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        image = pgm(bitmap)
    finally:
        bitmap.close()
    command = [shutil.which("tesseract") or "tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(_DPI)]
    try:
        done = subprocess.run(command, input=image, capture_output=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise ReadError(f"tesseract failed ({error}); check that it reads an image of yours") from error
    lines = [" ".join(line.split()) for line in done.stdout.decode("utf-8", "replace").replace("\f", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def pgm(bitmap: Any) -> bytes:
    """A grey bitmap in the netpbm form that tesseract reads, without any image library."""
    buffer = bytes(bitmap.buffer)
    rows = (buffer[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height))
    return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
