"""The second sheet of an office's list: how many leads and how much, by stage, place and industry, with charts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any

from rich.cells import cell_len

from chamber.deliveries import wording
from chamber.deliveries.layout import Layout
from chamber.deliveries.marks import WITHDRAWN
from chamber.deliveries.sheaf import Sheaf
from chamber.leads.record import STAGES
from chamber.members.industries import INDUSTRIES
from chamber.text.money import in_wan, parse_money, total

_FONT = "宋体"
_BLANK = {"zh": "未填写", "en": "Not filled in"}
_TITLES = {
    "stage": {"zh": "按阶段", "en": "By stage"},
    "target_division": {"zh": "按意向落地", "en": "By place"},
    "industry": {"zh": "按产业类型", "en": "By industry"},
}
_WORDS = {
    "sheet": {"zh": "汇总", "en": "Summary"},
    "heading": {"zh": "{title}汇总", "en": "{title}: summary"},
    "leads": {"zh": "项目数", "en": "Leads"},
    "amount": {"zh": "拟投资额（万元）", "en": "Investment (CNY 10,000)"},
    "total": {"zh": "合计", "en": "Total"},
}
_CHART_ROWS = 12
"""Rows of the sheet that a chart and the space below it cover."""
_PAGE_ROWS = 38
"""Rows on a printed page at `_SCALE` percent, its title left out."""
_SCALE = 85


@dataclass(frozen=True, slots=True)
class Line:
    """One group: how many leads, and their amounts as text (万元; 约 when one of them is approximate)."""

    label: str
    leads: int
    amount: str


def groups(layout: Layout, rows: Sheaf) -> dict[str, tuple[Line, ...]]:
    """The leads of a delivery by stage, place and industry, those left out that the office is not given.

    Stages stand in their order, the rest by number of leads; the last line is the total. What was withdrawn is not
    counted.
    """
    columns = {column.key for column in layout.columns}
    # The weekly form has no column of its own for the stage: it stands first in 进度、备注.
    hides_stage = "stage" not in columns and layout.staged
    sources = {key: "progress" if key == "stage" and hides_stage else key for key in _TITLES}
    pairs: dict[str, Counter[tuple[str, str]]] = {key: Counter() for key, one in sources.items() if one in columns}
    for part in rows.parts():
        none = [""] * len(part)
        counts = [mark != WITHDRAWN for mark in part.marks]
        amounts = part.columns.get("amount", none)
        for key, seen in pairs.items():
            seen.update(compress(zip(part.columns.get(sources[key], none), amounts, strict=True), counts))
    return {
        key: _lines(key, _grouped(seen, sources[key]), layout.lang, layout.words.get(sources[key], {}))
        for key, seen in pairs.items()
        if seen
    }


_Groups = dict[str, Counter[str]]
"""Group → amount as shown → how many leads have it."""


def _grouped(seen: Counter[tuple[str, str]], source: str) -> _Groups:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (text, amount), count in seen.items():
        found[text.partition("；")[0] if source == "progress" else text][amount] += count
    return found


def _lines(key: str, counted: _Groups, lang: str, words: Mapping[str, str]) -> tuple[Line, ...]:
    place = {name: index for index, name in enumerate(STAGES)}

    def order(label: str) -> tuple[int, int, str]:
        return (
            (place.get(label, len(place)), 0, label) if key == "stage" else (not label, -counted[label].total(), label)
        )

    lines = [
        Line(_shown(key, label, lang, words), counted[label].total(), _sum(counted[label]))
        for label in sorted(counted, key=order)
    ]
    whole = sum(counted.values(), Counter[str]())
    return (*lines, Line(_WORDS["total"][lang], whole.total(), _sum(whole)))


def _shown(key: str, label: str, lang: str, words: Mapping[str, str]) -> str:
    """A group in the language of the sheet, in its own `words`; places and what is no choice of ours stay as written."""
    if not label:
        return _BLANK[lang]
    # Lists made before the sheet said so in its rows have no words of their own.
    english = words or {"stage": STAGES, "industry": INDUSTRIES}.get(key, {})
    return english.get(label, label) if lang == "en" else label


def _sum(texts: Counter[str]) -> str:
    """The sum of amounts as they are shown, each with how often it comes."""
    read = [(amount, count) for text, count in texts.items() if (amount := parse_money(text, "万元").value)]
    return "、".join(map(in_wan, total([amount for amount, _count in read], [count for _amount, count in read])))


_LABEL = 23
"""Cells of a label that fit into one line."""


def add_overview(book: Any, layout: Layout, rows: Sheaf) -> None:
    """Add the sheet to a workbook of xlsxwriter."""
    tables = groups(layout, rows)
    if not tables:
        return
    lang = layout.lang
    with_amount = any(column.key == "amount" for column in layout.columns)
    last = 2 if with_amount else 1
    base = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
    cell = base | {"border": 1}
    head = book.add_format(cell | {"bold": True, "align": "center", "bg_color": "#DDEBF7"})
    text = book.add_format(cell | {"num_format": "@", "text_wrap": True})
    count = book.add_format(cell | {"num_format": "0", "align": "center"})
    amount = book.add_format(cell | {"num_format": "@", "align": "right"})
    name = _WORDS["sheet"][lang]
    sheet = book.add_worksheet(name)
    sheet.merge_range(
        0,
        0,
        0,
        10,
        _WORDS["heading"][lang].format(title=layout.title),
        book.add_format(base | {"font_size": 16, "bold": True, "align": "center"}),
    )
    sheet.set_row(0, 28)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, 2, 22)
    at, page, breaks = 2, 0, []
    for key, told in tables.items():
        *lines, _total = told
        size = max(len(lines) + 3, _CHART_ROWS)
        if at - page + size > _PAGE_ROWS and at > 2:
            page = at
            breaks.append(at)
        titles = [_TITLES[key][lang], _WORDS["leads"][lang], _WORDS["amount"][lang]]
        for index, title in enumerate(titles[: last + 1]):
            sheet.write_string(at, index, title, head)
        for offset, line in enumerate(told, 1):
            sheet.write_string(at + offset, 0, line.label, text)
            if layout.folded and cell_len(line.label) > _LABEL:
                sheet.set_row(at + offset, 26)
            sheet.write_number(at + offset, 1, line.leads, count)
            if with_amount:
                sheet.write_string(at + offset, 2, line.amount, amount)
        # Long labels stand beside bars; below columns they leave no room for them.
        is_long = layout.folded and any(cell_len(line.label) > _LABEL for line in lines)
        chart = book.add_chart({"type": "bar" if is_long else "column"})
        chart.add_series(
            {
                "name": _WORDS["leads"][lang],
                "categories": [name, at + 1, 0, at + len(lines), 0],
                "values": [name, at + 1, 1, at + len(lines), 1],
                "data_labels": {"value": True},
                "gap": 80,
            }
        )
        chart.set_title({"name": titles[0], "name_font": {"size": 11}, "overlay": False})
        chart.set_legend({"none": True})
        bare = {"visible": False, "major_gridlines": {"visible": False}}
        if is_long:
            chart.set_x_axis(bare)
            chart.set_y_axis({"reverse": True})
        else:
            chart.set_y_axis(bare)
        chart.set_size({"width": 440, "height": 20 * len(lines) + 60 if is_long else 225})
        sheet.insert_chart(at, last + 2, chart)
        at += size
    # Breaks between the tables, so that no chart is cut; they don't hold on a sheet that is fitted to the page.
    sheet.set_h_pagebreaks(breaks)
    sheet.set_print_scale(_SCALE)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.center_horizontally()
    sheet.set_footer(wording.page_foot(layout))
