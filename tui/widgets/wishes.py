"""How wide a column of records would like to be."""

from __future__ import annotations

from rich.cells import cell_len

from chamber.fields import Amount, Choice, Code, Date, DateTime, Number
from chamber.i18n import language
from chamber.lists import ListColumn
from tui.widgets.columns import Wish

TITLE_LEAST = 24
TEXT_LEAST = 8
LABEL_MOST = 10
"""A column is as wide as its title, as long as that is no longer than this."""
AMOUNT = {"zh": 14, "en": 22}
"""Cells of an amount: one that was cut would say something else."""


def wish(one: ListColumn, title: bool) -> Wish:
    """Codes, dates and numbers are worthless when cut; names keep enough to be told apart."""
    width = one.cells or max(one.width, min(cell_len(one.label), LABEL_MOST), 2)
    if title and one.cells:
        return Wish(width, min(width, TITLE_LEAST))
    if title:
        return Wish(width, min(width, TITLE_LEAST), grows=True)
    if isinstance(one.field.kind, Amount):
        width = max(AMOUNT[language()], one.cells)
    whole = isinstance(one.field.kind, Amount | Code | Date | DateTime | Number)
    return Wish(width, width if whole else min(width, LABEL_MOST if isinstance(one.field.kind, Choice) else TEXT_LEAST))
