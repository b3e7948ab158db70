"""What stands in the cell of a person's name besides the name: a title, a gender, whom one stands in for, another name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from chamber.i18n import N_
from chamber.importing.asides import read_asides, without_numbers
from chamber.importing.cells import CellProblem, Values
from chamber.importing.targets import Target
from chamber.text.persons import SURNAMES, parse_person
from chamber.text.units import unit_and_position
from chamber.text.values import Problem

# Paths of a person by target: name, position, gender ('' where there is no such field).
_PERSONS = {
    "members": ("person.name", "person.position", "person.gender"),
    "contacts": ("name", "position", "gender"),
    "leads": ("contact", "contact_position", ""),
    "attendance": ("name", "position", ""),
}
_ASIDE = ("gender", "ethnicity", "political_status")
_FORMS_OF_ADDRESS = {"先生": "男", "女士": "女", "小姐": "女", "同志": "", "总": ""}
_ODD = re.compile(
    r"^(?:[副总执常名荣]|董事|会长|秘书|主任|书记|经理|[局处科部院校厂]长|主席|理事|监事)|[\d、/,，;；()（）【】\[\]&]|[生士姐志师授理总监裁长事任记席工董]$"
)
_SEVERAL = re.compile(r"\s*[、/,，;；&]\s*")
_BRACKETS = str.maketrans("【】[]", "()()")
_CAME_INSTEAD = re.compile(
    r"[(（]?\s*(?:(?:由|委托|请|让)\s*([\u3400-\u9fff]{2,4}?)|([\u3400-\u9fff]{2,4}?))\s*(?:[(（]\s*代(?:签到?)?\s*[)）]"
    r"|(?:代为?|代替|替)\s*(?:参会|参加|出席|签到|签|开会|到会)?|(?<=[^代替])(?:参会|参加|出席))\s*[)）]?"
)
"""由王某代, 王某代签, 王某（代）: who came in place of the guest of the row."""
_PROXY_NOTE = re.compile(r"代(?:签|参会|为签到)?|代替?((?![表理为签参])[\u3400-\u9fff]{2,4}?)(?:参会|签到|签)?")
_IN_PLACE_OF = re.compile(r"([\u3400-\u9fff]{2,3})代([\u3400-\u9fff]{2,3})")
"""赵某代钱某: who came and in whose place."""
_THE_OWNER = frozenset(
    (
        "本人",
        "法人",
        "同法人",
        "法人本人",
        "法定代表人",
        "同法定代表人",
        "法定代表人本人",
        "同法人代表",
        "与法人一致",
        "同一人",
    )
)


_SAME_NUMBER = re.compile(
    r"[(（]?(?:同|即|为)?(?:上|左)?(?:手机|电话|移动电话)(?:号码?)?(?:同号|相同|一致|同)?[)）]?|同号|手机同号|微信同号"
)


def read_people(values: Values, letters: Mapping[str, str], target: Target) -> None:
    """Take the names of a plan's people apart."""
    name, _position, gender = _PERSONS[target.name]
    prefix = "person." if "." in name else ""
    if target.name == "leads":
        without_numbers(values, target.title)
    known = {one: prefix + one for one in _ASIDE if prefix + one in target.fields}
    read_asides(values, name, f"{prefix}mobiles" if gender else target.phones[0], letters.get(name, ""), known)
    if gender:
        _same_number(values, prefix)
    if target.name == "attendance":
        _proxies(values, letters)
        _signed(values)
    if target.name == "members":
        for path in ("person.name", "membership.representative"):
            _the_owner(values, path, letters.get(path, ""))
    _titles(values, letters.get(name, ""), target)
    if target.name == "members":
        _unnamed(values, letters, target)


def _unnamed(values: Values, letters: Mapping[str, str], target: Target) -> None:
    """What a row says of a contact person it doesn't name: of its representative, else of its legal representative; where
    it names nobody at all the numbers are the enterprise's, and the rest is kept as written."""
    given = {path: column for path, column in values.columns.items() if path.startswith("person.")}
    named = given.pop("person.name", None)
    for row in sorted({row for column in given.values() for row, value in enumerate(column) if value is not None}):
        if named and named[row]:
            continue
        owner = values.get("membership.representative", row) or values.get("legal_representative", row)
        if owner:
            values.column("person.name")[row] = owner
            continue
        for path, column in given.items():
            if (value := column[row]) is not None and not _to_enterprise(values, row, path, value):
                text = target.fields[path].field.kind.show(value, "zh")
                problem = Problem(
                    "nobody", N_("The row names no contact person; kept as written: {text}"), {"text": text}
                )
                values.problems.append(CellProblem(row, letters.get(path, ""), path, text, problem))
                values.keep_raw(row, path, text)
            column[row] = None


def _to_enterprise(values: Values, row: int, path: str, value: Any) -> bool:
    """Give a phone or an e-mail of nobody to the enterprise; False when it has no place there."""
    if path in ("person.mobiles", "person.landlines"):
        column = values.column("phones")
        known = {phone.digits for phone in column[row] or ()}
        column[row] = (*(column[row] or ()), *(phone for phone in value if phone.digits not in known))
        return True
    return path == "person.email" and _fill(values, row, "email", value)


def _titles(values: Values, letter: str, target: Target) -> None:
    """李某（董事长）, 张某先生: the name goes without; the title is the position, or tells the gender."""
    name, position, gender = _PERSONS[target.name]
    names = values.columns.get(name, [])
    for row, text in enumerate(names):
        if not text or len(text) < 3 or _ODD.search(text) is None:
            continue
        found = parse_person(text.translate(_BRACKETS))
        titles = [found.title, found.note if unit_and_position(found.note) == ("", found.note) and found.note else ""]
        if found.note and not titles[1]:
            _doubts(values, row, letter, name, text)
            continue
        if not any(titles) or len(found.name) < 2:
            _doubts(values, row, letter, name, text)
            continue
        names[row] = found.name
        for title in filter(None, titles):
            if title in _FORMS_OF_ADDRESS:
                _fill(values, row, gender, _FORMS_OF_ADDRESS[title])
            elif not _fill(values, row, position, title) and values.get(position, row) != title:
                params = {"name": found.name, "title": title}
                problem = Problem("title", N_('Read as {name}; the title "{title}" is kept beside it'), params)
                values.problems.append(CellProblem(row, letter, name, text, problem))
                values.keep_raw(row, name, text)
        _doubts(values, row, letter, name, found.name)


def _fill(values: Values, row: int, path: str, value: str) -> bool:
    """Put a value where the row says nothing; False when it says something already."""
    if not path or not value:
        return True
    column = values.column(path)
    if column[row]:
        return False
    column[row] = value
    return True


def _doubts(values: Values, row: int, letter: str, path: str, text: str) -> None:
    """A name that holds several, or digits, is filed as it stands, with a word about it."""
    parts = _SEVERAL.split(text)
    if len(parts) > 1 and all(2 <= len(part) <= 4 and part[0] in SURNAMES for part in parts):
        problem = Problem("people", N_("More than one name in the cell, filed as one: {text}"), {"text": text}, "doubt")
    elif any(char.isdigit() for char in text):
        problem = Problem("digits", N_("Digits in a name: {text}"), {"text": text}, "doubt")
    else:
        return
    values.problems.append(CellProblem(row, letter, path, text, problem))


def _the_owner(values: Values, path: str, letter: str) -> None:
    """同法人 as the contact: the legal representative of the same row."""
    owners = values.columns.get("legal_representative")
    if owners is None:
        return
    column = values.columns.get(path, [])
    for row, text in enumerate(column):
        if text and text in _THE_OWNER and owners[row]:
            column[row] = owners[row]
            problem = Problem("owner", N_('"{text}" was read as {name}'), {"text": text, "name": owners[row]})
            values.problems.append(CellProblem(row, letter, path, text, problem))


def _signed(values: Values) -> None:
    """Who wrote the own name into the column for signing in was there."""
    names = values.columns.get("name", [])
    signed = {
        row
        for row, raw in values.raw.items()
        if names and names[row] and re.sub(r"\s+", "", raw.get("presence", "")) == names[row]
    }
    for row in signed:
        values.raw[row].pop("presence")
        values.column("presence")[row] = "到场"
    if signed:
        values.problems[:] = [one for one in values.problems if one.path != "presence" or one.row not in signed]


def _same_number(values: Values, prefix: str) -> None:
    """同手机号 under 微信: the mobile of the same row."""
    mobiles = values.columns.get(f"{prefix}mobiles") or values.columns.get("phones") or []
    wechats = values.columns.get(f"{prefix}wechat", [])
    for row, text in enumerate(wechats):
        if text and _SAME_NUMBER.fullmatch(text) and mobiles:
            wechats[row] = mobiles[row][0].number if mobiles[row] else None


def _proxies(values: Values, letters: Mapping[str, str]) -> None:
    """李某（代）, 李某代王某: somebody came in another's place."""
    names = values.columns.get("name", [])
    for row, name in enumerate(names):
        match = re.fullmatch(r"(.+?)[(（]\s*(?:代|代参会|代签)\s*(.*?)[)）]", name or "") or _IN_PLACE_OF.fullmatch(
            name or ""
        )
        if match is None or (match.re is _IN_PLACE_OF and not {match[1][0], match[2][0]} <= SURNAMES):
            continue
        names[row] = match[1].strip()
        column = values.column("stands_in_for")
        column[row] = column[row] or match[2].strip() or "代"
        _say_proxy(values, row, letters.get("name", ""), names[row], name)
    for row, note in enumerate(values.columns.get("notes", ())):
        _proxy_told(values, row, letters.get("notes", ""), note or "")
    letter = letters.get("presence", "")
    signed = {row for row, raw in values.raw.items() if _proxy_told(values, row, letter, raw.get("presence", ""))}
    for row in signed:
        values.raw[row].pop("presence")
        values.column("presence")[row] = "到场"
    if signed:
        values.problems[:] = [one for one in values.problems if one.path != "presence" or one.row not in signed]


def _proxy_told(values: Values, row: int, letter: str, text: str) -> bool:
    """代王某 or 由王某代 beside a guest: whether the text says that somebody came in another's place, here one of them."""
    name = values.get("name", row)
    if not text or not name or values.get("stands_in_for", row) is not None:
        return False
    proxy = _PROXY_NOTE.fullmatch(text.strip("()（） "))
    instead = None if proxy else _CAME_INSTEAD.fullmatch(text)
    who = (instead[1] or instead[2]) if instead else ""
    if instead and not instead[1] and who[0] not in SURNAMES:
        return False
    if proxy or (instead and who == name):
        values.column("stands_in_for")[row] = (proxy and proxy[1]) or "代"
        _say_proxy(values, row, letter, name, text)
        return True
    if not instead:
        return False
    # As at the desk: the row is of who came; number and post are of the one who did not.
    values.columns["name"][row] = who
    values.column("stands_in_for")[row] = name
    if phone := values.get("phone", row):
        values.keep_raw(row, "phone", "、".join(one.number for one in phone))
        values.columns["phone"][row] = None
    if position := values.get("position", row):
        values.keep_raw(row, "position", position)
        values.columns["position"][row] = None
    _say_proxy(values, row, letter, who, text)
    return True


def _say_proxy(values: Values, row: int, letter: str, name: str, text: str) -> None:
    problem = Problem("proxy", N_("{name} came in another's place"), {"name": name})
    values.problems.append(CellProblem(row, letter, "stands_in_for", text, problem))
