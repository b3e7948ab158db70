"""Remembering which answers of an office were dealt with, so that the same sheet says nothing new a second time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from chamber.deliveries.merge import canonical, is_clear
from chamber.workspace import Reader
from db.queries import deliveries as store


def mark_of(number: str, lead_id: int, key: str, theirs: str) -> str:
    """The mark of an answer. A digest: the text itself may be personal and lies only where it can be erased."""
    said = "" if is_clear(theirs) else canonical(theirs)
    return hashlib.sha256(f"{number}\n{lead_id}\n{key}\n{said}".encode()).hexdigest()[:20]


def heard_before(reader: Reader, office_id: int) -> frozenset[str]:
    """The marks of every answer of the office that was taken, or that a person decided against."""
    return frozenset(
        mark for outcome in store.feedback_outcomes(reader, office_id) for mark in json.loads(outcome).get("heard", ())
    )


def dump(counts: dict[str, int], marks: Iterable[str]) -> str:
    return json.dumps(counts | {"heard": sorted(marks)})
