"""Puts runs into use and takes them out again: one atomic step, everything recorded."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import Any

from nlp.errors import ModelError, ReferatError, UsageError
from nlp.home import REGISTRY, home, model_folder, own_labels, read_registry
from nlp.learn.measure.comparing import Difference
from nlp.learn.retrain.runs import Run, name_of, now
from nlp.models import verify
from nlp.store.replacing import replacing


def write_registry(registry: dict[str, Any]) -> None:
    """Replace the registry whole: after a crash at any moment the old or the new one stands, on disk."""
    home().mkdir(parents=True, exist_ok=True)
    with replacing(home() / REGISTRY) as file:
        file.write((json.dumps(registry, indent=1, ensure_ascii=False) + "\n").encode())
        file.flush()
        os.fsync(file.fileno())
    own_labels.cache_clear()
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(home(), os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def promote(run: Run, falls: list[Difference], *, force: bool = False, because: str | None = None) -> None:
    """Put a run into use, unless labels fall; with ``force`` and a reason all the same, and that is recorded.

    Raises :class:`UsageError` for force without a reason and for the run in use, :class:`ReferatError` for labels
    that fall, and :class:`ModelError` for a damaged model.
    """
    check_promotion(run, force, because)
    verify(run.model)
    if falls and not force:
        listed = "; ".join(map(told, falls[:5])) + (f"; and {len(falls) - 5} more" if len(falls) > 5 else "")
        raise ReferatError(
            f"{run.name} is not promoted, {listed}; see 'referat models compare current {run.number}', label more"
            ' of these, or use --force --because "…"'
        )
    registry = read_registry()
    for kind, names in run.info.get("labels", {}).items():
        registry["labels"].setdefault(kind, {}).update(names)
    event = {"at": now(), "action": "promote", "run": run.number, "before": registry["current"]}
    if force:
        event |= {"forced": True, "because": (because or "").strip(), "falls": [asdict(fall) for fall in falls]}
    registry["current"] = run.number
    registry["history"].append(event)
    write_registry(registry)


def told(fall: Difference) -> str:
    """What is said of a label that falls."""
    on = f"{fall.support} examples of {fall.test}"
    return f"{fall.label} falls from {fall.before:.3f} to {fall.after:.3f} on {on}"


def check_promotion(run: Run, force: bool, because: str | None) -> None:
    """Raise :class:`UsageError` for the run in use, which would come before itself, and for force without a reason."""
    if read_registry()["current"] == run.number:
        raise UsageError(f"{run.name} is in use already")
    if force and not (because or "").strip():
        raise UsageError('--force needs a reason, which is recorded: --because "…"')
    if because and not force:
        raise UsageError("--because belongs to --force; without it a run is promoted only when no label falls")


def rollback(because: str | None = None) -> str:
    """Go back to what was in use before; the name of it. Raises :class:`UsageError` where nothing came before."""
    registry = read_registry()
    current = registry["current"]
    if current is None:
        raise UsageError("the shipped model is in use; there is nothing to go back to")
    came = next((e for e in reversed(registry["history"]) if e["action"] == "promote" and e["run"] == current), None)
    before = came["before"] if came else None
    if before is not None:
        verify_run(before)
    event = {"at": now(), "action": "rollback", "run": before, "before": current}
    registry["current"] = before
    registry["history"].append(event | ({"because": because} if because else {}))
    write_registry(registry)
    return name_of(before)


def verify_run(number: int) -> None:
    """Raise :class:`ModelError` where the model of a run is damaged."""
    try:
        verify(model_folder(number))
    except ModelError as error:
        raise ModelError(f"{error}; promote another run instead") from error
