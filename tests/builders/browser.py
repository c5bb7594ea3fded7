"""Chromium, where it is here, by itself or driven by selenium."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")


def in_browser(*needed: str | None) -> list[pytest.MarkDecorator]:
    """Marks of tests that need these programs."""
    reason = "no Chromium here: apt-get install chromium chromium-driver"
    return [
        pytest.mark.browser,
        pytest.mark.skipif(None in needed, reason=reason),
    ]


@contextmanager
def driven() -> Iterator[Any]:
    """A window of the browser, with its log of what pages complained about."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,900", "--no-first-run"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(str(DRIVER)))
    driver.implicitly_wait(10)
    try:
        yield driver
    finally:
        driver.quit()
