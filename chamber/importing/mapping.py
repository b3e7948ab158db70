"""Which column means which field: by titles, by what was remembered, by looking at the values."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chamber.fields import Choice, Context, Place
from chamber.importing import guessing, headings, synonyms
from chamber.importing.looks import Looks
from chamber.importing.reading.tables.model import Kind, Record, Table
from chamber.importing.reading.tables.words import levels_of, unit_of
from chamber.importing.seen import FOLLOWS, Seen, denied, mistitled, with_context
from chamber.importing.targets import SPLIT, Target, strict
from chamber.importing.ticks import ticked_columns
from chamber.importing.titles import is_ordinal, taken_apart
from chamber.text.dates import parse_date
from chamber.text.money import money_unit
from chamber.text.units import unit_and_position


class How(StrEnum):
    """How a column got its field."""

    TITLE = "title"
    VALUES = "values"
    REMEMBERED = "remembered"
    GIVEN = "given"
    NONE = ""


_FEW_SAY = 0.2
"""The part of a column below which it does not say who was there."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column of the sheet: what it is taken for, and how it came to that.

    `field` is a path, two paths joined by `+`, or '' for a column that is only kept as written. `look` and `example`
    say what its values look like; `unit` is the unit of money that bare numbers are in. `below` is how many rows under a
    record's first its cells stand in; of a form, where a column is a cell, it is None.
    """

    letter: str
    title: str
    field: str = ""
    how: How = How.NONE
    unit: str = ""
    look: str = ""
    example: str = ""
    ordinal: bool = False
    below: int | None = 0

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self.field.split(SPLIT)) if self.field else ()

    @property
    def key(self) -> str:
        """The name under which text without a field is kept."""
        return self.title or self.letter.replace("§", "分节")


_MOST_LOOKED_AT = 1_000
"""Columns whose values are looked at; those beyond are known by their titles alone."""
_AREAS = {"land_mu": ("亩",), "plant_m2": ("平方米", "㎡", "m2", "m²")}
_OWNER = re.compile(r"法定代表|法人")
_INTENT = re.compile(r"(?:投资|合作|项目|拟投资?)?(?:意向|方向|内容|领域)|意向(?:投资|合作)?(?:内容|方向|领域)")
_EARLIER = re.compile(r"上(?:一?个?[周月期次旬]|半年|季度)")
_YEAR = re.compile(r"20\d\d(?=年)")


def propose(table: Table, target: Target, context: Context) -> tuple[MappedColumn, ...]:
    """A mapping for every column of a table, and after them one for every level of its section rows."""
    sheet_unit = next((unit for unit in table.units if money_unit(f"({unit})")), "")
    titles = [taken_apart(levels_of(column.title), sheet_unit) for column in table.columns]
    looks = [
        Looks([record.cells[place] if place < len(record.cells) else None for record in _some(table)])
        for place in range(len(titles))
    ]
    seen = with_context(target, titles, looks)
    ruled_out = denied(target, seen[:_MOST_LOOKED_AT])
    fields = _fields_of(target, seen, context, headless=not table.header_rows, ruled_out=ruled_out)
    columns = [
        MappedColumn(
            letter=column.letter,
            title=column.title,
            field=fields.get(place, ("", How.NONE))[0],
            how=fields.get(place, ("", How.NONE))[1],
            unit=titles[place].unit,
            look="" if place in fields or place >= _MOST_LOOKED_AT else guessing.look_of(looks[place], context.within),
            example=_example(looks[place]),
            ordinal=place == table.numbering or is_ordinal(titles[place]),
            below=None if table.kind is Kind.FORM else column.below,
        )
        for place, column in enumerate(table.columns)
    ]
    return (*columns, *_of_sections(table, target, context, {path for column in columns for path in column.paths}))


def _fields_of(
    target: Target, seen: Sequence[Seen], context: Context, *, headless: bool, ruled_out: Mapping[int, Collection[str]]
) -> dict[int, tuple[str, How]]:
    """The field of each column; `ruled_out` are those its values speak against. A title is believed all the same where
    nothing else gives a field that must be there."""
    fields = {place: (path, How.TITLE) for place, path in ticked_columns(target, seen).items()}
    _by_title(target, seen, fields, context, ruled_out)
    _leave_second_persons(target, [column for column in seen if not mistitled(target, column, ruled_out)], fields)
    if target.name == "members":
        _leave_the_owners(seen, fields)
    if target.name == "leads":
        _of_the_investor(seen, fields)
        _what_they_want(seen, fields)
    if target.name == "attendance":
        _who_signed(target, seen, fields)
    _shared(target, seen, fields)
    _by_values(target, seen, fields, context, headless=headless, ruled_out=ruled_out)
    held = {path for field, _ in fields.values() for path in field.split(SPLIT)}
    if ruled_out and any(path not in held for path in target.required):
        return _fields_of(target, seen, context, headless=headless, ruled_out={})
    return fields


def _example(looks: Looks) -> str:
    """The first filled cell; a date as it would be read."""
    if looks.cells and looks.dates >= 0.8 and (found := parse_date(looks.cells[0]).value):
        return found.text
    return looks.example[:40]


def _some(table: Table) -> Sequence[Record]:
    records = table.records
    most = max(10, min(2_000, 400_000 // max(1, len(table.columns))))
    step = max(1, len(records) // most)
    return records[::step]


def _by_title(
    target: Target,
    seen: Sequence[Seen],
    fields: dict[int, tuple[str, How]],
    context: Context,
    ruled_out: Mapping[int, Collection[str]],
) -> None:
    """Give each column the best field its title may name, the surest first."""
    offers: list[tuple[float, int, str]] = []
    for column in seen:
        if is_ordinal(column.title):
            continue
        split = synonyms.split_of(column.title, target)
        fits = _has_position if split == synonyms.with_position(target) else _has_both
        if split and (column.looks.empty or column.looks.share(fits) >= 0.2):
            offers.append((1.5, column.place, split))
        for path, score in synonyms.candidates(column.title, target.name):
            if path in ruled_out.get(column.place, ()):
                continue
            offers.append((_weighed(target, column, path, score, context), column.place, path))
    taken = {path for path, _how in fields.values()}
    for score, place, field in sorted(offers, key=lambda offer: (-offer[0], offer[1])):
        paths = field.split(SPLIT)
        if place in fields or score < 0.3:
            continue
        earlier = _EARLIER.match(seen[place].title.word)
        if any(path in taken and (earlier or not target.fields[path].repeatable) for path in paths):
            continue
        taken.update(paths)
        fields[place] = (field, How.TITLE)


def _leave_second_persons(target: Target, seen: Sequence[Seen], fields: dict[int, tuple[str, How]]) -> None:
    """What follows a second contact person (联系人2 电话2) is not the first one's: it is kept as written."""
    if target.name not in ("members", "leads"):
        return
    named = "person.name" if target.name == "members" else "contact"
    second = False
    group = ""
    for column in seen:
        second = second and not (group and column.title.outer != group)
        group = column.title.outer
        field = fields.get(column.place, ("", How.NONE))[0]
        if not field and not is_ordinal(column.title):
            found = synonyms.candidates(column.title, target.name)
            second = second or bool(found and found[0][0] == named)
        elif named in field:
            second = False
        elif second and field in (*FOLLOWS, "contact_phones", "contact_position"):
            fields[column.place] = ("", How.NONE)
        elif field and "." not in field:
            second = False


def _leave_the_owners(seen: Sequence[Seen], fields: dict[int, tuple[str, How]]) -> None:
    """What stands between the legal representative and a contact person further on (性别 民族 手机) is the former's, and
    there is one person to a row: it is kept as written, numbers as the enterprise's."""
    owner = next((place for place, (field, _how) in fields.items() if field == "legal_representative"), None)
    contact = next((place for place, (field, _how) in fields.items() if "person.name" in field), None)
    if owner is None or contact is None or contact < owner:
        return
    for column in seen:
        field, how = fields.get(column.place, ("", How.NONE))
        if owner < column.place < contact and field.startswith("person.") and not synonyms.about_a_person(column.title):
            phone = field in ("person.mobiles", "person.landlines")
            fields[column.place] = ("phones", how) if phone else ("", How.NONE)


def _of_the_investor(seen: Sequence[Seen], fields: dict[int, tuple[str, How]]) -> None:
    """负责人 before a post or a phone is the investor's, where the sheet names no contact besides."""
    if any("contact" in field.split(SPLIT) for field, _how in fields.values()):
        return
    for column in seen:
        field, how = fields.get(column.place, ("", How.NONE))
        after = fields.get(column.place + 1, ("", How.NONE))[0]
        if field == "owner" and "负责人" in column.title.word and after in ("contact_phones", "contact_position"):
            fields[column.place] = ("contact", how)


def _who_signed(target: Target, seen: Sequence[Seen], fields: dict[int, tuple[str, How]]) -> None:
    """签名 over names, where no column is titled 姓名: that is who came."""
    said = {field: place for place, (field, _how) in fields.items()}
    place = said.get("presence")
    if place is None or any(target.title in field.split(SPLIT) for field in said) or seen[place].looks.empty:
        return
    kind = target.fields["presence"].field.kind
    if isinstance(kind, Choice) and seen[place].looks.share(kind.match) < _FEW_SAY:
        fields[place] = (target.title, How.TITLE)


def _what_they_want(seen: Sequence[Seen], fields: dict[int, tuple[str, How]]) -> None:
    """In a list of investors without a column of projects, what each has in mind is the project."""
    if any(field == "project" for field, _how in fields.values()):
        return
    for column in seen:
        if column.place not in fields and _INTENT.fullmatch(column.title.word):
            fields[column.place] = ("project", How.TITLE)
            return


def _weighed(target: Target, column: Seen, path: str, score: float, context: Context) -> float:
    """A title's score with what its neighbours and its values say."""
    described = target.fields[path].field
    if year := _YEAR.search(column.title.text):
        # Of the revenue of several years the latest is the one that counts.
        score += (int(year[0]) - 2000) / 10_000
    if _EARLIER.match(column.title.word):
        # Of 上周进展 and 本周进展 the newer is the one that counts.
        score -= 0.3
    if path in _AREAS and (unit := unit_of(column.title.text)) and unit not in _AREAS[path]:
        # 5000 ㎡ are no 5000 亩: kept as written.
        return 0.0
    if target.name == "members":
        if path.startswith("person.") and _OWNER.search(column.title.outer):
            return 0.0
        if path in ("person.email", "person.address") and not column.person and score < 1.0:
            # 其他邮箱, 年报地址: more of the enterprise's, as long as nobody was named.
            return 0.0
        if path in FOLLOWS:
            score += 0.1 if column.person else -0.2
        elif path.startswith("person.") and path != "person.name" and score >= 1.0:
            score -= 0.05
        elif path == "person.name" and column.title.word in ("姓名", "名字"):
            score += 0.05
    if column.looks.empty or not strict(described):
        return score
    readable = column.looks.readable(described.kind, context)
    if isinstance(described.kind, Choice):
        return score + (0.15 if readable >= 0.5 else -0.4 if readable < 0.1 else -0.15)
    return score if readable >= 0.1 or isinstance(described.kind, Place) else score - 0.25


def _has_both(text: str) -> bool:
    """A name and a phone number in one cell."""
    return sum(char.isdigit() for char in text) >= 7 and any("\u3400" <= char <= "\u9fff" for char in text)


def _shared(target: Target, seen: Sequence[Seen], fields: dict[int, tuple[str, How]]) -> None:
    """A column titled as a name whose cells hold phone numbers too, and the other way round."""
    held = {path for field, _ in fields.values() for path in field.split(SPLIT)}
    unit, position = synonyms.with_position(target).split(SPLIT)
    for place, (field, how) in list(fields.items()):
        looks = seen[place].looks
        if field in synonyms.name_paths(target) and looks.share(_has_both) >= 0.3:
            fields[place] = (f"{field}{SPLIT}{synonyms.phone_beside(target, field)}", how)
        elif (
            target.name == "leads"
            and field == "contact_phones"
            and "contact" not in held
            and looks.share(_has_both) >= 0.5
        ):
            fields[place] = (f"contact{SPLIT}contact_phones", how)
        elif field == unit and position not in held and looks.share(_has_position) >= 0.6:
            fields[place] = (synonyms.with_position(target), how)


def _has_position(text: str) -> bool:
    """An organisation and a post in one cell."""
    return all(unit_and_position(text))


def _by_values(
    target: Target,
    seen: Sequence[Seen],
    fields: dict[int, tuple[str, How]],
    context: Context,
    *,
    headless: bool,
    ruled_out: Mapping[int, Collection[str]],
) -> None:
    """Look at the columns that have no field yet for the fields nobody named."""
    held = {path for field, _ in fields.values() for path in field.split(SPLIT)}
    places: list[int] = []
    for column in seen[:_MOST_LOOKED_AT]:
        if column.place in fields or is_ordinal(column.title) or column.looks.numbered:
            continue
        look = guessing.look_of(column.looks, context.within)
        titled = bool(column.title.word) and not mistitled(target, column, ruled_out)
        path = guessing.meant_by(look, target, titled=titled)
        if path == "phones" and headless and {"person.name", "person.mobiles"} & held == {"person.name"}:
            # A list without titles: the number after a person is his.
            path = "person.mobiles"
        both = synonyms.with_position(target)
        if headless and not path and held.isdisjoint(both.split(SPLIT)) and column.looks.share(_has_position) >= 0.6:
            held.update(both.split(SPLIT))
            fields[column.place] = (both, How.VALUES)
        if not path or path in held:
            continue
        if look == "place":
            places.append(column.place)
            continue
        if titled and path != target.title and not _untitled_key(target, path):
            continue
        held.add(path)
        fields[column.place] = (path, How.VALUES)
    for place in _with_townships(seen, fields, _longest_run(places)) if headless else ():
        fields[place] = (guessing.meant_by("place", target, titled=False), How.VALUES)


def _untitled_key(target: Target, path: str) -> bool:
    """Fields worth taking from a column whose title we do not know."""
    return path in ("uscc", *target.phones, target.party)


def _longest_run(places: Sequence[int]) -> list[int]:
    """The longest row of neighbouring columns: 市 区 镇 stand side by side, a stray place name elsewhere is no part."""
    best: list[int] = []
    run: list[int] = []
    for place in places:
        run = [*run, place] if run and place == run[-1] + 1 else [place]
        best = run if len(run) > len(best) else best
    return best


def _with_townships(seen: Sequence[Seen], fields: Mapping[int, object], run: list[int]) -> list[int]:
    """The run and the column after it, if that names townships of the divisions before."""
    from chamber.divisions import divisions

    if len(run) < 2 or run[-1] + 1 >= len(seen) or run[-1] + 1 in fields:
        return run
    find = divisions().find
    above = {"".join(pair) for pair in zip(seen[run[-2]].looks.texts, seen[run[-1]].looks.texts, strict=False)}
    below = seen[run[-1] + 1].looks
    known = below.share(
        lambda text: any(len(found.code) == 9 for one in above if (found := find(one + text, None).value))
    )
    return [*run, run[-1] + 1] if known >= 0.5 else run


def _of_sections(table: Table, target: Target, context: Context, held: set[str]) -> list[MappedColumn]:
    """One column for every level of the section rows."""
    levels = [
        Looks([record.sections[level] if level < len(record.sections) else None for record in table.records])
        for level in range(table.section_levels)
    ]
    return [
        MappedColumn(
            f"§{number}",
            "",
            field,
            How.VALUES if field else How.NONE,
            look=guessing.look_of(looks),
            example=looks.example[:40],
        )
        for number, (looks, field) in enumerate(
            zip(levels, headings.fields_of(levels, target, context, held), strict=True), start=1
        )
    ]
