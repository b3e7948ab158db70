"""What is chosen from a list (stage, kind, industry, what the office answers), in the language of a sheet.

Kept, compared and merged are the Chinese values; an English sheet shows their English words, and what comes back is read
in either language. The words a sheet was made with lie in its layout: made again it says the same, whatever they are by then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from chamber.deliveries.layout import Layout, SheetColumn
from chamber.entity import entity_of
from chamber.fields import Choice
from chamber.leads.record import STAGES

Words = Mapping[str, Mapping[str, str]]
"""Key of a column → Chinese value → English word."""

NONE: Words = {}
_BEFORE = "progress"
"""The column that says the stage before its text, where the stage has none of its own."""
_MARK = "；"
_WIDEST, _LEAST = 10, 12


def words_of(columns: Iterable[SheetColumn], *, staged: bool) -> dict[str, dict[str, str]]:
    """The English words for what may be chosen in these columns; `staged`: the stage may stand before the progress."""
    fields = entity_of("lead").by_name
    keys = [column.key for column in columns]
    words = {key: dict(kind.options) for key in keys if key in fields and isinstance(kind := fields[key].kind, Choice)}
    if staged and _BEFORE in keys and "stage" not in keys:
        words[_BEFORE] = dict(STAGES)
    return words


def roomy(columns: Sequence[SheetColumn], words: Words) -> tuple[SheetColumn, ...]:
    """The columns so wide that few English words are broken in those made for two Chinese signs; the column with the
    longest texts gives what they take, as all of them are to be read on paper."""
    wider = [
        replace(one, width=max(one.width, min(_longest(words[one.key]), _WIDEST)), wrap=True)
        if one.key in words and one.key != _BEFORE
        else one
        for one in columns
    ]
    taken = sum(new.width - old.width for new, old in zip(wider, columns, strict=True))
    at = max(range(len(wider)), key=lambda place: (wider[place].wrap, wider[place].width))
    wider[at] = replace(wider[at], width=max(wider[at].width - taken, min(wider[at].width, _LEAST)))
    return tuple(wider)


def _longest(words: Mapping[str, str]) -> int:
    return max((len(word) for text in words.values() for word in text.split()), default=0)


def spoken(key: str, texts: Sequence[str], words: Words) -> Sequence[str]:
    """The cells of a column as the sheet says them."""
    own = words.get(key)
    if not own:
        return texts
    if key != _BEFORE:
        return [own.get(text, text) for text in texts]
    return [own.get(stage, stage) + mark + rest for stage, mark, rest in (text.partition(_MARK) for text in texts)]


def one_spoken(key: str, text: str, words: Words) -> str:
    """One cell as the sheet says it."""
    return spoken(key, [text], words)[0]


def understood(key: str, texts: list[str], layout: Layout) -> list[str]:
    """The cells of a column that came back, with English words for what may be chosen as the Chinese values."""
    field = entity_of("lead").by_name.get(key)
    own = layout.words.get(key, {})
    if key == _BEFORE:
        values = _by_word(own)
        if not values:
            return texts
        return [_stage_understood(text, values) for text in texts]
    if field is None or not isinstance(field.kind, Choice):
        return texts
    values = _by_word(field.kind.options) | _by_word(own)
    return [values.get(text.strip().casefold(), text) if text.isascii() else text for text in texts]


def _stage_understood(text: str, values: Mapping[str, str]) -> str:
    stage, mark, rest = text.replace(";", _MARK, 1).partition(_MARK) if _MARK not in text else text.partition(_MARK)
    value = values.get(stage.strip().casefold())
    return f"{value}{mark and _MARK}{rest}" if value else text


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return {word.casefold(): value for value, word in words.items()}
