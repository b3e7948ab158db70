"""How wide a column of records would like to be."""

from __future__ import annotations

from rich.cells import cell_len

from chamber.fields import Amount, Choice, Choices, Code, Date, DateTime, Deadline, Kind, Number
from chamber.i18n import language
from chamber.lists import ListColumn
from tui.widgets.columns import Wish

TITLE_LEAST = {"zh": 24, "en": 21}
"""Cells of a title: in English what stands beside it takes more."""
TITLE_WHOLE = 24
"""Cells a title keeps as long as anything else can give way."""
TEXT_LEAST = 8
LABEL_MOST = 10
"""A column is as wide as its title, as long as that is no longer than this."""
WHOLE_MOST = 16
"""A column of choices gives way last to show its longest value whole, as long as that is no longer than this; it asks for
no more, as the room is the title's."""
AMOUNT = {"zh": 14, "en": 22}
"""Cells of an amount: one that was cut would say something else."""


def wish(one: ListColumn, title: bool) -> Wish:
    """Codes, dates and numbers are worthless when cut; names keep enough to be told apart."""
    kind = one.field.kind
    width = one.cells or max(one.width, min(cell_len(one.label), LABEL_MOST), min(_longest(kind), WHOLE_MOST), 2)
    if title:
        return Wish(width, min(width, TITLE_LEAST[language()]), not one.cells, min(width, TITLE_WHOLE))
    if isinstance(kind, Amount):
        width = max(AMOUNT[language()], one.cells)
    if isinstance(kind, Amount | Code | Date | DateTime | Deadline | Number):
        return Wish(width, width)
    if isinstance(kind, Choice):
        longest = _longest(kind)
        return Wish(width, min(width, LABEL_MOST), whole=longest if longest <= min(width, WHOLE_MOST) else 0)
    return Wish(width, min(width, TEXT_LEAST))


def _longest(kind: Kind) -> int:
    """Cells of the longest value there is to choose; 0 where several are shown at once, or it may be anything."""
    if not isinstance(kind, Choice) or isinstance(kind, Choices):
        return 0
    return max(cell_len(kind.show(value, language())) for value in kind.options)
