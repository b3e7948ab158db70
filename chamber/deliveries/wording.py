"""The words around the rows of an office's sheet. The official form is Chinese; a sheet may be asked for in English.

The sheet speaks its own language, not that of whoever makes it, so its words stand here side by side and not in the
catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from chamber.deliveries.delta import CONSENT_WITHDRAWN, NAME_WITHDRAWN, SheetRow
from chamber.deliveries.layout import PERSONAL_KEYS, TITLES_EN, Layout, SheetColumn
from chamber.deliveries.marks import mark_of
from chamber.deliveries.spoken import NONE, Words, one_spoken

MODES_EN = {"全量": "full", "增量": "changes", "更正": "correction"}


def title_of(column: SheetColumn, lang: str) -> str:
    return column.title if lang == "zh" else column.title_en or TITLES_EN.get(column.key, column.title)


def heading(house: str, form: str, lang: str) -> str:
    if lang == "zh":
        return f"{house}招商线索{'台账' if form == 'full' else '周报表'}"
    return f"{house} - investment leads, {'full ledger' if form == 'full' else 'weekly report'}"


def counts(total: int, marks: Mapping[str, int], kinds: Mapping[str, int], lang: str) -> str:
    """共上报在谈项目N个（新增N个），其中…; `kinds` is kind of lead, in the language of the sheet → how many."""
    shown = [(mark_of(mark, lang), count) for mark, count in marks.items() if count]
    if lang == "zh":
        brackets = f"（{'，'.join(f'{mark}{count}个' for mark, count in shown)}）" if shown else ""
        of_which = "，其中" + "、".join(f"{kind}{count}个" for kind, count in kinds.items()) if kinds else ""
        return f"共上报在谈项目{total}个{brackets}{of_which}"
    brackets = f" ({', '.join(f'{count} {mark}' for mark, count in shown)})" if shown else ""
    of_which = "; of these " + ", ".join(f"{count} {kind}" for kind, count in kinds.items()) if kinds else ""
    return f"{total} leads reported{brackets}{of_which}"


def reported(unit: str, reporter: str, phone: str, on: str, lang: str) -> str:
    """填报单位 填报人 联系电话 填报时间 单位：万元."""
    if lang == "zh":
        return f"填报单位：{unit}    填报人：{reporter}    联系电话：{phone}    填报时间：{on}    单位：万元"
    return f"Reported by: {unit}    Reporter: {reporter}    Phone: {phone}    Date: {on}    Unit: CNY 10,000"


def notes(number: str, mode: str, masked: int, lang: str, *, answered: bool = True) -> tuple[str, ...]:
    """How to fill the sheet in (`answered`: it has columns for that), and how much is hidden under which law."""
    if lang == "zh":
        how = "灰色栏由联络处填写；空白表示无变化，填写【清空】表示清除。" if answered else ""
        told = [f"报送批次：{number}（{mode}）。{how}"]
        if masked:
            told.append(
                f"依据《个人信息保护法》第二十三条，{masked}处个人信息因未取得本人对贵单位的单独同意或按约定已作脱敏处理。"
            )
        return tuple(told)
    how = " The grey columns are the office's to fill in; blank means no change, 【清空】 clears a cell."
    told = [f"Delivery {number} ({MODES_EN.get(mode, mode)}).{how if answered else ''}"]
    if masked:
        told.append(
            f"{masked} personal details are masked: the person has not consented separately to your office having them "
            "(Personal Information Protection Law, art. 23), or it was agreed so."
        )
    return tuple(told)


def note_label(lang: str) -> str:
    return "注：" if lang == "zh" else "Note: "


def sheet_name(lang: str) -> str:
    return "线索台账" if lang == "zh" else "Leads"


def date_rule(lang: str) -> tuple[str, str]:
    """What a wrong date in the feedback column is told."""
    if lang == "zh":
        return "反馈日期", "请填写日期，例如 2021-04-30"
    return "Date", "Enter a date such as 2021-04-30"


def page_number(lang: str) -> str:
    return "第 &P 页 共 &N 页" if lang == "zh" else "Page &P of &N"


_STALLED = re.compile(r"(\d+)天无进展(?:：(.*))?", re.DOTALL)


def note_of(note: str, lang: str) -> str:
    """The remark of a row, which is kept in Chinese."""
    if lang == "zh":
        return note
    if note == CONSENT_WITHDRAWN:
        return "the contact withdrew the consent: please delete the contact data given before"
    if note == NAME_WITHDRAWN:
        return "the contact withdrew the consent: please delete the name in the texts of lists given before"
    stalled = _STALLED.fullmatch(note)
    if stalled is None:
        return note
    return f"{stalled[1]} days without progress" + (f": {stalled[2]}" if stalled[2] else "")


def changed(parts: Sequence[tuple[str, str, str]], hidden: Sequence[str], note: str, lang: str) -> str:
    """The changes as one line: (title, old, new), titles of personal cells that only say that they changed."""
    if lang == "zh":
        said = [f"{title}：{old or '空'} → {new or '空'}" for title, old, new in parts]
        said += [f"{title}：已更新" for title in hidden]
        return "；".join([*([note] if note else []), *said])
    said = [f"{title}: {old or 'empty'} → {new or 'empty'}" for title, old, new in parts]
    said += [f"{title}: changed" for title in hidden]
    return "; ".join([*([note_of(note, lang)] if note else []), *said])


def cut_short(lang: str) -> str:
    """What stands at the end of a line of changes that no cell could hold whole."""
    return (
        "……（余下从略，新的全文见各栏）"
        if lang == "zh"
        else "... (cut here; the new texts stand whole in their columns)"
    )


def describe(row: SheetRow, columns: Sequence[SheetColumn], lang: str = "zh", words: Words = NONE) -> str:
    """The changes as one line: 阶段：对接洽谈 → 签约；…; personal cells only say that they changed. `words` are those of the
    sheet for what is chosen."""
    titles = {column.key: title_of(column, lang) for column in columns}
    open_ = [
        (titles.get(key, key), one_spoken(key, pair[0], words), one_spoken(key, pair[1], words))
        for key, pair in row.changes.items()
        if key not in PERSONAL_KEYS
    ]
    hidden = [titles.get(key, key) for key in row.changes if key in PERSONAL_KEYS]
    return changed(open_, hidden, row.note, lang)


def page_foot(layout: Layout) -> str:
    """The foot of a printed page; a spreadsheet takes at most 255 characters."""
    words = (layout.footer or layout.reporting_unit).replace("&", "&&")
    return f"&L&9{words}&R&9{page_number(layout.lang)}"
