"""Filters in words: `home:敖汉旗 title:副会长 stage:洽谈,签约 amount:>5000万 due:<7d -tag:停产 "内蒙古 商会"`.

Only the form is read here; what a value means is for the field it belongs to. Full-width signs count like their twins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from chamber.errors import ChamberError
from chamber.i18n import N_, listed

_TWINS = str.maketrans("：＞＜＝，－　", ":><=,- ")
_QUOTES = {'"': '"', "“": "”", "”": "”", "＂": "＂", "「": "」", "『": "』"}
_NEGATIONS = "-!！－"


class Op(StrEnum):
    """How a field is compared with the values of its term."""

    IS = ":"
    """The field holds, is, or is within any of the values: what that means is for the field's kind."""
    EQUAL = "="
    MORE = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="
    BETWEEN = ".."
    """Two values; an empty one is an open end."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `field` is None for free text; `start` and `end` are its place in what was typed."""

    field: str | None
    op: Op
    values: tuple[str, ...]
    negated: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    terms: tuple[Term, ...]

    @property
    def filters(self) -> tuple[Term, ...]:
        """The conditions on fields, and the free words that must not be there."""
        return tuple(term for term in self.terms if term.field is not None or term.negated)

    @property
    def text(self) -> str:
        """The free words to search for."""
        return " ".join(term.values[0] for term in self.terms if term.field is None and not term.negated)


class WordsError(ChamberError):
    """A filter that can't be understood; `position` is the index of the character it begins to be wrong at."""

    def __init__(self, message: str, position: int, *, hint: str = "", **params: object) -> None:
        super().__init__(message, hint=hint, position=position + 1, **params)
        self.position = position


def parse(text: str, fields: Mapping[str, str]) -> Words:
    """Take a text apart. `fields` maps every name a field may be called by (any case) to the name it gets in a term.

    Raises `WordsError` for a quote that is not closed, a field nobody knows, a condition without a value.
    """
    known = {name.casefold(): field for name, field in fields.items()}
    terms: list[Term] = []
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        term = _term(text, position, known)
        if term.values:
            terms.append(term)
        position = term.end
    return Words(tuple(terms))


def _term(text: str, start: int, known: Mapping[str, str]) -> Term:
    negated = text[start] in _NEGATIONS and start + 1 < len(text) and not text[start + 1].isspace()
    begin = start + negated
    colon = _end_of_name(text, begin)
    if colon < 0:
        value, end, _quoted = _value(text, begin, "")
        return Term(None, Op.IS, (value,) if value else (), negated, start, end)
    name = text[begin:colon]
    field = known.get(name.casefold())
    if field is None:
        near = get_close_matches(name.casefold(), known, 3, 0.5)
        hint = N_("Did you mean: {names}?") if near else N_("Put the text in quotes to search for it as it is.")
        raise WordsError(
            N_('There is no field "{name}" (at character {position}).'),
            begin,
            hint=hint,
            name=name,
            names=listed(near),
        )
    op, end, values = _condition(text, colon + 1)
    if not any(values):
        raise WordsError(N_('"{name}" needs a value after the colon (at character {position}).'), end, name=name)
    return Term(field, op, values, negated, start, end)


def _end_of_name(text: str, begin: int) -> int:
    """Where the colon of `name:` is; -1 for free text. A name begins with a letter, so `10:30` has none."""
    position = begin
    while position < len(text) and (text[position].isalnum() or text[position] == "_"):
        position += 1
    is_name = position > begin and not text[begin].isdigit() and text[position : position + 1] in (":", "：")
    return position if is_name and text[position + 1 : position + 3] != "//" else -1


def _condition(text: str, position: int) -> tuple[Op, int, tuple[str, ...]]:
    """Operator, end and values of what stands after a field's colon."""
    op = Op.IS
    signs = text[position : position + 2].translate(_TWINS)
    for sign in (Op.AT_LEAST, Op.AT_MOST, Op.MORE, Op.LESS, Op.EQUAL):
        if signs.startswith(sign):
            op = sign
            position += len(sign)
            break
    values: list[str] = []
    while True:
        value, position, quoted = _value(text, position, ",，")
        if op is Op.IS and not quoted and ".." in value and not values:
            low, _dots, high = value.partition("..")
            return Op.BETWEEN, position, (low, high)
        if value:
            values.append(value)
        if position >= len(text) or text[position] not in ",，":
            return op, position, tuple(values)
        position += 1


def _value(text: str, start: int, stops: str) -> tuple[str, int, bool]:
    """A word up to a space or one of `stops`, or what stands in quotes: itself, its end, whether it was quoted."""
    position = start
    if position < len(text) and text[position] in _QUOTES:
        closing = text.find(_QUOTES[text[position]], position + 1)
        if closing < 0 and text[position] == "“":
            closing = text.find('"', position + 1)
        if closing < 0:
            raise WordsError(
                N_("The quote opened at character {position} is not closed."),
                position,
                hint=N_("Close it, or leave it out."),
            )
        return text[position + 1 : closing], closing + 1, True
    while position < len(text) and not text[position].isspace() and text[position] not in stops:
        position += 1
    return text[start:position], position, False


def write(terms: Sequence[Term]) -> str:
    """The terms as they may be typed: what a saved view shows, and what `parse` reads back."""
    return " ".join(map(_written, terms))


def _written(term: Term) -> str:
    values = [_quoted(value) for value in term.values]
    sign = "-" if term.negated else ""
    if term.field is None:
        return sign + _quoted(term.values[0], free=True)
    if term.op is Op.BETWEEN:
        return f"{sign}{term.field}:{'..'.join(term.values)}"
    return f"{sign}{term.field}:{'' if term.op is Op.IS else term.op}{','.join(values)}"


def _quoted(value: str, free: bool = False) -> str:
    needs = any(character.isspace() or character in ',，"“”「」『』＂' for character in value) or ".." in value
    starts = value[:1].translate(_TWINS) in ("-", "!", "！", ">", "<", "=") or (free and _end_of_name(value, 0) >= 0)
    if not needs and not starts:
        return value
    return f'"{value}"' if '"' not in value else f"「{value}」"
