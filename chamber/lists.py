"""Lists for both front ends: which columns, in what order, through which filter; rows come in pages.

A list is a window onto the database: its ids in order (8 bytes a row) and the rows of the page that is looked at.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.fields import Field, Link
from chamber.i18n import N_, _, language
from chamber.narrowing import ALL, narrowed, searched, widened
from chamber.workspace import Reader, Workspace
from db.queries import lists as store
from db.queries.lists import Condition, Order

# View → (entity, default order, columns a list shows unless told otherwise, joined columns: key → (entity, field)).
_VIEWS: dict[str, tuple[str, tuple[Order, ...], tuple[str, ...], dict[str, tuple[str, str]]]] = {}


def _view(name: str, entity: str, order: tuple[Order, ...], shown: tuple[str, ...], **joined: str) -> None:
    pairs = {key.replace("__", "."): (target.split(".")[0], target.split(".")[1]) for key, target in joined.items()}
    _VIEWS[name] = (entity, order, shown, pairs)


_MEMBERSHIP = {
    "membership__number": "membership.number",
    "membership__status": "membership.status",
    "membership__kind": "membership.kind",
    "membership__joined_on": "membership.joined_on",
}
_view(
    "member",
    "enterprise",
    (Order("sort_key"),),
    ("membership.number", "name", "home_division", "industry", "phones", "membership.status"),
    **_MEMBERSHIP,
)
_view(
    "enterprise",
    "enterprise",
    (Order("sort_key"),),
    ("code", "name", "home_division", "industry", "phones", "membership.status"),
    **_MEMBERSHIP,
)
_view(
    "person",
    "person",
    (Order("sort_key"),),
    ("code", "name", "enterprise.name", "position", "mobiles", "home_division"),
    enterprise__name="enterprise.name",
)
_view(
    "event",
    "event",
    (Order("starts_at", True),),
    ("code", "name", "kinds", "starts_at", "venue", "headcount", "status"),
)
_view(
    "attendance",
    "attendance",
    (Order("sort_key"),),
    ("name", "unit", "position", "phone", "role", "invitation", "presence"),
    event__code="event.code",
    event__name="event.name",
)
_view("policy", "policy", (Order("sort_key"),), ("code", "title", "issuer", "kind"))
_view(
    "lead",
    "lead",
    (Order("created_at", True), Order("code", True)),
    ("code", "kind", "project", "investor", "amount", "target_division", "stage", "clock.due"),
    event__code="event.code",
    event__name="event.name",
    clock__due="clock.due",
)
_view("office", "office", (Order("code"),), ("code", "name", "kind", "divisions", "rhythm", "deadline"))
_view(
    "delivery",
    "delivery",
    (Order("made_at", True),),
    ("number", "office.name", "mode", "rows", "new", "changed", "withdrawn", "stalled", "status", "made_at"),
    office__name="office.name",
    office__code="office.code",
)
_view("activity", "activity", (Order("at", True),), ("at", "how", "author", "text"))
_view(
    "post",
    "post",
    (),
    ("title", "person.name", "enterprise.name", "term"),
    person__name="person.name",
    enterprise__name="enterprise.name",
)
_view(
    "consent",
    "consent",
    (),
    ("person.name", "office.name", "purpose", "categories", "obtained_on", "withdrawn_on"),
    person__name="person.name",
    office__name="office.name",
)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list. `key` is a field's name or `entity.field` of a joined one; `cells` the width a person chose
    for it, 0 for the field's own."""

    key: str
    field: Field
    cells: int = 0

    @property
    def stored(self) -> tuple[str, ...]:
        """The columns it is made of, as the database's view names them."""
        prefix, dot, _name = self.key.rpartition(".")
        return tuple(f"{prefix}{dot}{name}" for name in self.field.columns)

    @property
    def label(self) -> str:
        """The title: a joined record's own title goes by what the record is (Enterprise, Event)."""
        return _(self.labels[0])

    @property
    def labels(self) -> tuple[str, ...]:
        """The title and what else the column is called, as msgids."""
        entity, _dot, name = self.key.rpartition(".")
        if entity and entity_of(entity).title == name and entity not in ("membership", "post"):
            return entity_of(entity).label, self.field.label
        return (self.field.label,)

    @property
    def width(self) -> int:
        return self.cells or self.field.width

    @property
    def align(self) -> str:
        return self.field.kind.align


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row as shown; `cells` in the order of the columns asked for."""

    id: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """An ordered list: `ids` are all of it, or its first page when `complete` is False. `cut`: a searched text fits so
    many that these are only the best."""

    view: str
    conditions: tuple[Condition, ...]
    order: tuple[Order, ...]
    ids: array[int]
    complete: bool = True
    cut: bool = False

    def __len__(self) -> int:
        return len(self.ids)


def entity_name(view: str) -> str:
    return _VIEWS[view][0]


def column(view: str, key: str) -> ListColumn:
    """A column by its key. Raises `Invalid` for an unknown one."""
    entity, _order, _shown, joined = _VIEWS[view]
    if key in joined:
        target, name = joined[key]
        return ListColumn(key, entity_of(target).field(name))
    target, _dot, name = key.rpartition(".")
    found = entity_of(target if target in store.VIEWS[view].related else entity).by_name.get(name if target else key)
    if found is None:
        raise Invalid({key: _("There is no such field.")})
    return ListColumn(key, found)


def default_order(view: str) -> tuple[Order, ...]:
    return _VIEWS[view][1]


def default_columns(view: str) -> tuple[ListColumn, ...]:
    return tuple(column(view, key) for key in _VIEWS[view][2])


def all_columns(view: str) -> tuple[ListColumn, ...]:
    """Every column a list can show."""
    entity, _order, _shown, joined = _VIEWS[view]
    titled = {key.partition(".")[0] for key in joined}
    own = [
        ListColumn(field.name, field)
        for field in entity_of(entity).told
        if not (isinstance(field.kind, Link) and field.kind.entity in titled)
    ]
    return (*own, *(column(view, key) for key in joined))


def filterable(view: str) -> tuple[ListColumn, ...]:
    """Every column a filter can name: the record's own, what a list joins, and those of records that belong to it."""
    entity, _order, _shown, joined = _VIEWS[view]
    own = [ListColumn(one.name, one) for one in entity_of(entity).told]
    beside = [
        ListColumn(f"{table}.{one.name}", one)
        for table in store.VIEWS[view].related
        for one in entity_of(table).told
        if not isinstance(one.kind, Link) and f"{table}.{one.name}" not in joined
    ]
    return (*own, *(column(view, key) for key in joined), *beside)


def title_column(view: str, field: Field) -> str:
    """The joined column with the title of what a link points at, '' when the view joins none."""
    joined = _VIEWS[view][3]
    target = field.kind.entity if isinstance(field.kind, Link) else ""
    return next(
        (
            key
            for key, (entity, name) in joined.items()
            if entity == target == key.partition(".")[0] and entity_of(entity).title == name
        ),
        "",
    )


def sort_order(view: str, key: str, descending: bool = False) -> tuple[Order, ...]:
    """The order by a column; names sort by pinyin."""
    if key in _VIEWS[view][3]:
        by_name = f"{key.rpartition('.')[0]}.sort_key"
        named = key.endswith((".name", ".title")) and by_name in store.VIEWS[view].joined
        return (Order(by_name if named else key, descending),)
    entity = entity_of(_VIEWS[view][0])
    if key == entity.title and "sort_key" in entity.by_name:
        return (Order("sort_key", descending),)
    field = entity.field(key)
    return (Order(field.kind.sort_column(field.name), descending),)


def first_page(
    ws: Workspace,
    view: str,
    conditions: Sequence[Condition] = (),
    order: Sequence[Order] | None = None,
    limit: int = 100,
) -> Window:
    """The first rows of a list at once, however long it is."""
    chosen = tuple(order) if order is not None else _VIEWS[view][1]
    with ws.read() as reader:
        ids, complete, cut = _ids(reader, view, conditions, order, limit)
    return Window(view, tuple(conditions), chosen, ids, complete, cut)


def window(
    ws: Workspace,
    view: str,
    conditions: Sequence[Condition] = (),
    order: Sequence[Order] | None = None,
    most: int | None = None,
) -> Window:
    """The whole list as ids; about 0.4 s for a million, so never on the event loop. `most`: records looked up for a
    searched text (50,000); of one that fits more the list holds only the best."""
    chosen = tuple(order) if order is not None else _VIEWS[view][1]
    with ws.read() as reader:
        ids, complete, cut = _ids(reader, view, conditions, order, most=most)
    return Window(view, tuple(conditions), chosen, ids, complete, cut)


def _ids(
    reader: Reader,
    view: str,
    conditions: Sequence[Condition],
    order: Sequence[Order] | None,
    limit: int | None = None,
    most: int | None = None,
) -> tuple[array[int], bool, bool]:
    """The ids of a list, or the first; whether they are all; whether only the best of what a searched text fits are
    among them. These come first unless an order was asked for, the others in the list's own."""
    best, kind = searched(conditions), entity_name(view)
    chosen = _VIEWS[view][1] if order is None else order
    if best is None:
        ids = store.ids(reader, view, narrowed(reader, kind, conditions), chosen, limit)
        return ids, limit is None or len(ids) < limit, False
    if order is None:
        met = set(store.ids(reader, view, conditions))
        first = array("q", (one for one in best if one in met))
        if limit is not None and best.text:
            return first, False, False
    wide = widened(reader, kind, conditions, most)
    if order is None:
        if wide is not None and best.text:
            first.extend(one for one in store.ids(reader, view, wide, chosen) if one not in met)
        return first, True, wide is None
    return store.ids(reader, view, conditions if wide is None else wide, chosen), True, wide is None


def page(
    ws: Workspace, shown: Window, start: int, stop: int, columns: Sequence[ListColumn] | None = None
) -> list[ListRow]:
    """The rows `start` to `stop` of a window as text in the active language."""
    with ws.read() as reader:
        return rows_of(reader, shown.view, list(shown.ids[start:stop]), columns or default_columns(shown.view))


def rows_of(reader: Reader, view: str, ids: Sequence[int], columns: Sequence[ListColumn]) -> list[ListRow]:
    """Rows of a view by id."""
    names = tuple(dict.fromkeys(name for one in columns for name in one.stored))
    found = store.values_of(reader, view, names, ids)
    if not found:
        return []
    by_name = dict(zip(names, list(zip(*found, strict=True))[1:], strict=True))
    lang = language()
    shown = [one.field.kind.lines([by_name[name] for name in one.stored], lang) for one in columns]
    return list(map(ListRow, [row[0] for row in found], zip(*shown, strict=True)))


def by_name(view: str, order: Sequence[Order] | None) -> bool:
    """Whether a list in this order, its own when None, is in the order of names."""
    chosen = order if order is not None else default_order(view)
    return bool(chosen) and chosen[0].column == "sort_key"


_PEOPLE = ("person", "attendance")
"""The entities whose records are in the order of people's names."""


def has_names(view: str) -> bool:
    """Whether a list can be put in the order of names."""
    return "sort_key" in entity_of(entity_name(view)).by_name


def jump(ws: Workspace, shown: Window, text: str) -> tuple[int, bool]:
    """The first record of a list in the order of names that is at or after what was typed, and whether it begins so.
    0: there is none. Raises `Invalid` for what no name begins with."""
    from chamber.text.jumps import span

    meant = span(text, person=entity_name(shown.view) in _PEOPLE)
    if meant is None:
        raise Invalid({"": _("Type letters of the pinyin, digits or characters.")})
    descending = shown.order[0].descending
    ahead = Condition("sort_key", "<", meant.high) if descending else Condition("sort_key", ">=", meant.low)
    with ws.read() as reader:
        wide = widened(reader, entity_name(shown.view), shown.conditions) or shown.conditions
        found = store.ids(reader, shown.view, (*wide, ahead), shown.order, 1)
        rows = store.values_of(reader, shown.view, ("sort_key",), found)
    key = rows[0][1] if rows else ""
    return (found[0], meant.low <= key < meant.high) if rows else (0, False)


def total(ws: Workspace, view: str, conditions: Sequence[Condition] = ()) -> int:
    with ws.read() as reader:
        wide = widened(reader, entity_name(view), conditions) or conditions
        return store.count(reader, view, narrowed(reader, entity_name(view), wide))


def covering_prefix(code: str) -> str:
    """What the codes of a division and all within it start with: 150400 → 1504, 150000 → 15."""
    if len(code) == 6 and code.endswith("0000"):
        return code[:2]
    if len(code) == 6 and code.endswith("00"):
        return code[:4]
    return code


UNKNOWN_HOME = N_("home city not known")

__all__ = [
    "ALL",
    "UNKNOWN_HOME",
    "Condition",
    "ListColumn",
    "ListRow",
    "Order",
    "Window",
    "all_columns",
    "by_name",
    "column",
    "covering_prefix",
    "default_columns",
    "default_order",
    "entity_name",
    "filterable",
    "first_page",
    "has_names",
    "jump",
    "page",
    "rows_of",
    "sort_order",
    "title_column",
    "total",
    "window",
]
