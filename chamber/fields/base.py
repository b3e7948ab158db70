"""What every kind of field has in common, and the description of one field."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from chamber.clock import DEFAULT_ZONE
from chamber.text.values import Parsed

if TYPE_CHECKING:
    from chamber.divisions import Divisions


class Privacy(StrEnum):
    """What may leave the house, from freest to never."""

    PUBLIC = "public"
    """Goes into any export."""
    CONTACT = "contact"
    """Contact data: masked without consent for that recipient (or without `--with-contacts`)."""
    SECRET = "secret"
    """Never leaves: 政治面貌, ID numbers, notes."""


@dataclass(frozen=True, slots=True)
class Context:
    """What parsing may need to know beyond the cell.

    `unit` is the unit a header gives (万元); `resolve` finds the id of a linked record by what was written, or raises
    `NotFound`/`Conflict`; `divisions` is the gazetteer, `within` a division code that breaks ties between namesakes.
    """

    today: date
    zone: str = DEFAULT_ZONE
    unit: str | None = None
    within: str | None = None
    divisions: Divisions | None = None
    resolve: Callable[[str, str], tuple[int, str]] | None = None


class Kind:
    """How one kind of value is read, shown, stored and compared.

    `suffixes` name the columns it takes in a table: `('',)` is one column of the field's own name.
    """

    suffixes: ClassVar[tuple[str, ...]] = ("",)
    align: ClassVar[str] = "left"
    multiline: ClassVar[bool] = False

    def columns(self, name: str) -> tuple[str, ...]:
        """The column names a field `name` of this kind takes."""
        return tuple(name + suffix for suffix in self.suffixes)

    def sort_column(self, name: str) -> str:
        """The column a list is sorted by."""
        return self.columns(name)[0]

    @property
    def stores_as_is(self) -> bool:
        """Whether a value is stored as it is, in one column; an empty text as nothing."""
        return type(self).dump is Kind.dump and len(self.suffixes) == 1

    def empty(self) -> Any:
        """The value that means 'not given'."""
        return ""

    def is_empty(self, value: Any) -> bool:
        return value is None or value in ("", ())

    def parse(self, cell: object, context: Context) -> Parsed[Any]:
        """Read what a person or a sheet wrote. Never raises: what is doubtful comes back as a problem."""
        raise NotImplementedError

    def at_once(self, cells: Sequence[object]) -> list[Any] | None:
        """The values of many cells, None for those that hold nothing, where each plainly says what `parse` would read,
        without any problem; None where some have to be looked at."""
        return None

    def show(self, value: Any, lang: str = "zh") -> str:
        """The value as text, such that `parse(show(value))` is the value."""
        return "" if value is None else str(value)

    def brief(self, value: Any, lang: str = "zh") -> str:
        """The value in a narrow list: what `show` gives, seconds aside."""
        return self.show(value, lang)

    def lines(self, columns: Sequence[Sequence[Any]], lang: str = "zh") -> Sequence[str]:
        """What a list shows of many rows, each on one line; `columns` are what is stored of them, column by column. What
        is stored alike is worked out once."""
        shown: dict[tuple[Any, ...], str] = {}
        stored = list(zip(*columns, strict=True))
        for each in stored:
            if each not in shown:
                shown[each] = self.brief(self.load(each), lang).replace("\n", " ")
        return [shown[each] for each in stored]

    def dump(self, value: Any) -> tuple[Any, ...]:
        """The value as stored: one entry per column. Nothing is stored as nothing, not as an empty text."""
        return (None if value == "" else value,)

    def dump_all(self, values: Sequence[Any]) -> Sequence[Sequence[Any]]:
        """`dump` of many values, None where there is nothing: the entries of each column."""
        nothing = (None,) * len(self.suffixes)
        return list(zip(*[nothing if value is None else self.dump(value) for value in values], strict=True))

    def load(self, stored: Sequence[Any]) -> Any:
        """The value from what is stored."""
        return self.empty() if stored[0] is None else stored[0]

    def to_json(self, value: Any) -> Any:
        """The value as DESIGN.md section 9 writes it."""
        return value

    def same(self, left: Any, right: Any) -> bool:
        """Whether two values say the same (used to tell 'unchanged')."""
        return bool(left == right) or (self.is_empty(left) and self.is_empty(right))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record as everybody needs it.

    `label` is an English msgid; `synonyms` are titles seen in spreadsheets (Chinese and English); `width` is in cells
    of a terminal; `given` marks what the program gives (codes, sort keys) and no form asks for; `group` is the msgid
    of the section of a form.
    """

    name: str
    kind: Kind
    label: str
    required: bool = False
    synonyms: tuple[str, ...] = ()
    privacy: Privacy = Privacy.PUBLIC
    width: int = 16
    given: bool = False
    listed: bool = False
    group: str = ""
    help: str = ""
    default: Any = None

    @property
    def columns(self) -> tuple[str, ...]:
        return self.kind.columns(self.name)

    def dump(self, value: Any) -> dict[str, Any]:
        """The value as column → stored value."""
        return dict(zip(self.columns, self.kind.dump(value), strict=True))

    def load(self, row: Mapping[str, Any]) -> Any:
        """The value from a stored row."""
        return self.kind.load([row.get(column) for column in self.columns])


def described(
    kind: Kind,
    label: str,
    *,
    required: bool = False,
    synonyms: Sequence[str] | str = (),
    privacy: Privacy = Privacy.PUBLIC,
    width: int = 16,
    given: bool = False,
    listed: bool = False,
    group: str = "",
    help: str = "",
    default: Any = dataclasses.MISSING,
) -> Any:
    """A dataclass field that carries its description in its metadata. Many synonyms are one text, parted by `|`."""
    fallback = kind.empty() if default is dataclasses.MISSING else default
    info = {
        "kind": kind,
        "label": label,
        "required": required,
        "synonyms": tuple(synonyms.split("|") if isinstance(synonyms, str) else synonyms),
        "privacy": privacy,
        "width": width,
        "given": given,
        "listed": listed,
        "group": group,
        "help": help,
        "default": fallback,
    }
    return dataclasses.field(default=fallback, metadata={"field": info})
