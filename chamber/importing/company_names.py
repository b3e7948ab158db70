"""What rosters write in the cell of a company's name and is none of it: 1. before it, ★ around it, （原某某公司）, 会长单位."""

from __future__ import annotations

import re
from collections.abc import Mapping

from chamber.fields import Choice
from chamber.i18n import N_
from chamber.importing.asides import MARKS, NUMBERED
from chamber.importing.cells import CellProblem, Values
from chamber.importing.targets import Target
from chamber.text.cells import as_text, is_blank
from chamber.text.values import Problem

_NAMES = {"members": "name", "contacts": "enterprise", "leads": "investor", "attendance": "unit"}
_BODY = r"(?:公司|集团|厂|社|店|行|院|校|所|中心|商会|协会|学会|银行|农场|牧场)"
_PLAIN = re.compile(rf"[\u3400-\u9fff][\u3400-\u9fff()（）]*{_BODY}")
_FORMER = re.compile(r"(.+?)\s*[(（](?:曾用名|原名称?|原企业名称|更名前|原)[:：为]?\s*([^()（）]{4,})[)）]")
_POST = re.compile(
    rf"(.{{3,}}?(?:{_BODY}|[\s(（]))\s*[(（]?((?:名誉|荣誉|创会|常务|执行)?副?(?:会长|理事长|理事|监事长|监事|秘书长|会员)单位)[)）]?"
)
_SEVERAL = re.compile(r"\s*[/、,，;；&|]\s*")
_ENDS = re.compile(rf".{{3,}}{_BODY}")
_SOLE = re.compile(r".+[(（]个体工商户[)）]")


def read_companies(values: Values, letters: Mapping[str, str], target: Target) -> None:
    """Clear the names of companies; what stood beside one goes where it belongs."""
    path = _NAMES[target.name]
    for row, position in enumerate(values.columns.get("person.position", ()) if target.name == "members" else ()):
        if position and position.endswith("单位") and _give_post(values, row, position, target):
            # No person is a 副会长单位.
            values.columns["person.position"][row] = None
    names = values.columns.get(path, [])
    for row, text in enumerate(names):
        if not text or _PLAIN.fullmatch(text):
            continue
        if is_blank(as_text(text)):
            names[row] = None
            continue
        name = NUMBERED.sub("", text, count=1).strip(MARKS + "。，;；") or text
        if target.name == "members":
            name = _beside(values, row, path, name, target)
        if name != text:
            names[row] = name
            values.keep_raw(row, path, text)
            problem = Problem("beside", N_('Read as {name}, from "{text}"'), {"name": name, "text": text})
            values.problems.append(CellProblem(row, letters.get(path, ""), path, text, problem))
        parts = _SEVERAL.split(name)
        if len(parts) > 1 and all(_ENDS.fullmatch(part) for part in parts):
            message = N_("More than one enterprise in the cell, filed as one: {text}")
            problem = Problem("companies", message, {"text": name}, "doubt")
            values.problems.append(CellProblem(row, letters.get(path, ""), path, text, problem))


def _beside(values: Values, row: int, path: str, name: str, target: Target) -> str:
    """The name of a member without its former name and its post, which go to their own fields."""
    if former := _FORMER.fullmatch(name):
        name = former[1]
        column = values.column("former_names")
        column[row] = tuple(dict.fromkeys((*(column[row] or ()), former[2])))
    if post := _POST.fullmatch(name):
        _give_post(values, row, post[2], target)
        name = post[1].rstrip(" (（\u3000")
    if _SOLE.fullmatch(name):
        kinds = values.column("membership.kind")
        kinds[row] = kinds[row] or "个体工商户"
    return name


def _give_post(values: Values, row: int, words: str, target: Target) -> bool:
    """Note the post that 副会长单位 tells; False when the words tell none."""
    kind = target.fields["post.title"].field.kind
    title = kind.match(words) if isinstance(kind, Choice) else None
    titles = values.column("post.title")
    if title and title != "会员" and not titles[row]:
        titles[row] = title
    return title is not None
