"""Reference data shipped with the program: divisions by code, with what they were and are called.

Sources and dates are in README.md beside the files. Nothing is kept here: whoever reads keeps what it makes of it.
"""

from __future__ import annotations

import csv
from pathlib import Path

_FOLDER = Path(__file__).parent
DIVISIONS_DATE = "2026-09-11"
"""The day the divisions were fetched from the 国家地名信息库."""


def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        return tuple(tuple(row) for row in reader)


def divisions() -> tuple[tuple[str, str], ...]:
    """(six-digit code, name) of every province, prefecture and county, by code."""
    return tuple((code, name) for code, name in _rows("divisions.csv"))


def townships() -> tuple[tuple[str, str], ...]:
    """(nine-digit code, name) of the townships of Inner Mongolia, by code."""
    return tuple((code, name) for code, name in _rows("townships.csv"))


def superseded() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(code no longer in use, codes in use now)."""
    return tuple((code, tuple(now.split())) for code, now in _rows("superseded.csv"))


def provinces() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(code, short names and abbreviations) of each province, the usual short name first."""
    return tuple((code, tuple(names.split())) for code, names in _rows("provinces.csv"))


def aliases() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """(code, other names, towns it is governed from)."""
    return tuple((code, tuple(names.split()), tuple(seats.split())) for code, names, seats in _rows("aliases.csv"))
