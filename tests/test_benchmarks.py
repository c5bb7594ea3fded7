"""The benchmarks' own arithmetic; timings are never asserted."""

from __future__ import annotations

import pytest

from benchmarks.compare import verdict
from benchmarks.speed import rows


@pytest.mark.parametrize(("now", "status"), [(120.0, 0), (91.0, 0), (89.0, 1)])
def test_slower_by_a_tenth_fails(now: float, status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict(100.0, now, "main") == status
    assert ("slower by more than 10%" in capsys.readouterr().out) == bool(status)


def test_rates_stand_beside_the_other_pipeline() -> None:
    assert rows("texts", {"shape of da_core_news_sm": 4000.0, "referat tag": 10_000.0}) == [
        "| texts | shape of da_core_news_sm | 4,000 | 1.00 |",
        "| texts | referat tag | 10,000 | 2.50 |",
    ]
