"""Titles to fields: which fields a title may name, and how surely."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from chamber.fields import Date, Phones
from chamber.importing.reading.tables.words import levels_of
from chamber.importing.targets import SPLIT, Target, target_of
from chamber.importing.titles import Title, fold_title, taken_apart

NAMED, EXACT, COMBINED, ENDING, INSIDE = 1.1, 1.0, 0.95, 0.7, 0.5
# Heads so general that a longer title ending in them means something else (填报单位, 活动名称, 公告日期).
_GENERAL = frozenset(
    fold_title(word)
    for word in [
        "单位",
        "企业",
        "公司",
        "名称",
        "项目",
        "时间",
        "日期",
        "来源",
        "状态",
        "说明",
        "名字",
        "类别",
        "分类",
        "类型",
        "性质",
        "部门",
        "规模",
        "材料",
        "专业",
        "费用",
        "职务",
        "代",
        "金额",
        "地点",
        "name",
        "title",
        "company",
    ]
)
# Titles of somebody else's keys: never a field, whatever they end in.
_FOREIGN_KEY = re.compile(r"(?:编码|编号|代码|流水号|单号|id)$")
# 预计开工时间 is no day on which anything happened.
_PLANNED = re.compile(r"(?:预计|预期|计划|拟|拟定)")
# What a pivot table says of a column is a count, and of its rows no more than that they are rows.
_COUNTED = re.compile(r"(?:计数|求和|平均值|最大值|最小值)项|行标签|列标签|(?:countof|sumof|rowlabels)")
# Who comes to the dinner need not come to the event.
_ANOTHER = re.compile(r"(?:是否|能否)(?:参加|出席|参与)(?!本次|此次|会议|活动|大会|推介|年会|联谊|论坛)..")
_PARTS = re.compile(r"\s*(?:及其?|和|与|[/、,+&])\s*")
_UNIT_AND_POSITION = re.compile(
    r"(?:现?工作|所在|就职|任职)?(?:单位|公司|企业)(?:名称)?(?:及其?|和|与|[/、+&])?(?:所任)?(?:职务|职位|职称|岗位)"
)
_WITH_POSITION = {
    "contacts": f"enterprise{SPLIT}position",
    "attendance": f"unit{SPLIT}position",
    "members": f"name{SPLIT}person.position",
    "leads": f"investor{SPLIT}contact_position",
}
_IN_ENGLISH_TOO = re.compile(r"([\u3400-\u9fff]{2,})([a-z][a-z&.'-]{2,})")
_WHO = re.compile(r"联系人|对接人|联络人|经办人|(?<!法定)(?<!法人)代表|负责人|本人|个人")


@lru_cache
def index_of(target: str) -> dict[str, tuple[str, ...]]:
    """Folded title → paths it names, in the order of the fields."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, one in target_of(target).fields.items():
        for word in (path, one.field.name, *one.field.synonyms, one.field.label):
            if "." in path and word in (one.field.name, one.field.label):
                continue
            key = fold_title(word)
            if path not in found[key]:
                found[key].append(path)
    return {word: tuple(paths) for word, paths in found.items()}


@lru_cache(maxsize=32_768)
def candidates(title: Title, target: str) -> tuple[tuple[str, float], ...]:
    """The paths a title may name with their scores, best first."""
    if not title.word or _COUNTED.match(title.word):
        return ()
    index = index_of(target)
    scores: dict[str, float] = {}

    def take(paths: tuple[str, ...], score: float) -> None:
        for path in paths:
            scores[path] = max(score, scores.get(path, 0.0))

    take(index.get(fold_title(title.text), ()), EXACT)
    take(index.get(title.word, ()), EXACT)
    if title.aside:
        take(index.get(title.word + title.aside, ()), ENDING)
        take(index.get(title.aside, ()), INSIDE)
    if title.outer:
        take(index.get(title.outer + title.word, ()), COMBINED)
        take(index.get(title.outer.rsplit("/", 1)[-1] + title.word, ()), COMBINED)
        last = title.outer.rsplit("/", 1)[-1]
        above = index.get(last) or index.get(last.partition("(")[0], ())
        if title.word in ("姓名", "名字"):
            # 法定代表人/姓名 is the legal representative, whoever else has a name.
            take(above, NAMED)
        elif title.word in ("微信", "微信号"):
            # 电话/微信 over numbers: the number is of both.
            take(tuple(path for path in above if _is_phone(target_of(target), path)), NAMED)
        elif title.word in ("名称", "全称", "情况", "内容", "认缴", "认缴额", "金额", "数额"):
            take(above, ENDING)
    if not scores and (both := _IN_ENGLISH_TOO.fullmatch(title.word)):
        # 企业名称 Company in one cell: the English says the same again, or is nothing we know.
        paths, again = index.get(both[1], ()), index.get(both[2], ())
        if not again or not set(again).isdisjoint(paths):
            take(paths, ENDING)
    if not scores and not _FOREIGN_KEY.search(title.word):
        for word, ends in _parts_of(title.word):
            paths = index.get(word, ())
            if paths and _PLANNED.match(title.word):
                paths = tuple(path for path in paths if not isinstance(target_of(target).fields[path].field.kind, Date))
            if paths and not _ANOTHER.match(title.word):
                sure = ENDING if ends and word not in _GENERAL else INSIDE if len(word) >= 4 else 0.0
                take(paths, sure * (0.6 + 0.4 * len(word) / len(title.word)))
    return tuple(sorted(((path, score) for path, score in scores.items() if score), key=lambda item: -item[1]))


def _parts_of(title: str) -> Iterator[tuple[str, bool]]:
    """The shorter words in a title that may name a field, with whether it ends in them."""
    longest = 24
    for start in range(len(title)):
        for end in range(start + 2, min(len(title), start + longest) + 1):
            word, ends = title[start:end], end == len(title)
            if (ends or len(word) >= 4) and len(word) < len(title) and not word.isascii():
                yield word, ends


def sense(target: str) -> _Sense:
    """How surely a text is a column title of this target: what the search for header rows asks."""
    return _Sense(target)


class _Sense:
    def __init__(self, target: str) -> None:
        self.target = target

    def __call__(self, title: str, /) -> float:
        found = candidates(taken_apart(levels_of(title)), self.target)
        return found[0][1] if found else 0.0


def split_of(title: Title, target: Target) -> str:
    """The two paths of a title such as 联系人及电话, joined; '' for a title of one thing."""
    if any(_UNIT_AND_POSITION.fullmatch(text) for text in (title.word, fold_title(title.text))):
        return with_position(target)
    parts = [part for part in _PARTS.split(re.sub(r"[()（）]", "/", title.text).strip("/ ")) if part.strip()]
    if len(parts) != 2:
        return ""
    index = index_of(target.name)
    named = next((path for path in index.get(fold_title(parts[0]), ()) if path in name_paths(target)), "")
    numbers = next((path for path in index.get(fold_title(parts[1]), ()) if _is_phone(target, path)), "")
    return f"{named}{SPLIT}{phone_beside(target, named)}" if named and numbers else ""


def with_position(target: Target) -> str:
    """The two paths of a column that holds an organisation and a post in it (某某公司董事长)."""
    return _WITH_POSITION[target.name]


def name_paths(target: Target) -> tuple[str, ...]:
    """Paths that hold a person's name and may share a column with the phone."""
    return {"members": ("person.name", "membership.representative", "legal_representative"), "leads": ("contact",)}.get(
        target.name, ("name",)
    )


def phone_beside(target: Target, named: str) -> str:
    """Where the phone written beside a name belongs."""
    return "person.mobiles" if named.startswith(("person.", "membership.")) else target.phones[0]


def _is_phone(target: Target, path: str) -> bool:
    return isinstance(target.fields[path].field.kind, Phones)


def about_a_person(title: Title) -> bool:
    """Whether a title says that it is about the contact person: 姓名（客户联系人）, 联系人/电话."""
    return bool(_WHO.search(title.aside) or _WHO.search(title.outer))
