"""The cover letter (函) of a delivery as docx, with the counts filled in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chamber.deliveries import wording
from chamber.deliveries.layout import Layout
from chamber.deliveries.record import Delivery
from chamber.divisions import divisions
from chamber.exporting.files import must_end_in, write_file
from chamber.offices.record import Office
from chamber.records import get
from chamber.workspace import Workspace

_BODY_FONT = "仿宋"
_MODES_EN = {"全量": "full list", "增量": "what is new", "更正": "correction"}
_ASKED = ("office_status", "office_handler", "office_progress")


def write_letter(ws: Workspace, delivery_id: int, path: Path) -> Path:
    """Write the letter that goes with a delivery, in the language of its sheet; `path` may be a folder. Raises `BadFile`."""
    with ws.read() as reader:
        delivery: Delivery = get(reader, "delivery", delivery_id)
        office: Office = get(reader, "office", (delivery.office.id if delivery.office else None) or 0)
        home = divisions().name(ws.home_division) if ws.home_division else ""
    target = path / f"函_{delivery.number}.docx" if path.is_dir() else path
    must_end_in(target, ".docx")
    write_file(target, _docx(delivery, office, Layout.load(delivery.layout), home))
    return target


def _docx(delivery: Delivery, office: Office, layout: Layout, home: str) -> bytes:
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)

    def line(text: str, *, size: float = 16, font: str = _BODY_FONT, align: Any = None, indent: bool = False) -> None:
        paragraph = document.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.line_spacing = Pt(28)
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(size * 2)
        run = paragraph.add_run(text)
        run.font.size, run.font.name = Pt(size), font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)

    said = _english(delivery, office, layout, home) if layout.lang == "en" else _chinese(delivery, office, layout, home)
    line(said.title, size=22, font="宋体", align=WD_ALIGN_PARAGRAPH.CENTER)
    line("")
    line(said.to)
    for text in said.body:
        line(text, indent=True)
    line("")
    for text in said.from_:
        line(text, align=WD_ALIGN_PARAGRAPH.RIGHT)
    for text in said.contact:
        line(text, indent=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a letter, line by line."""

    title: str
    to: str
    body: Sequence[str]
    from_: Sequence[str]
    contact: Sequence[str]
    """Phone and number of the list have a line each: they are not broken at their dashes."""


def _chinese(delivery: Delivery, office: Office, layout: Layout, home: str) -> _Said:
    since = "自上次报送以来，" if delivery.mode == "增量" else ""
    counts = [
        f"{word}{count}项"
        for word, count in (
            ("新增", delivery.new),
            ("变更", delivery.changed),
            ("撤回", delivery.withdrawn),
            ("一月以上无进展", delivery.stalled),
        )
        if count
    ]
    told = f"，其中{'、'.join(counts)}" if counts else ""
    first = f"现将我会掌握的招商线索报送贵单位。{since}本次共报送线索{delivery.rows or 0}项{told}。"
    asked = _asked(layout)
    named = "及".join(filter(None, ("、".join(asked[:-1]), *asked[-1:])))
    second = f"请贵单位在附件灰色栏内填写{named}后退回我会，以便及时跟进。"
    masked = f"附件中有{delivery.masked}处个人信息因未取得本人单独同意已作脱敏处理，如需联系请与我会秘书处接洽。"
    year, month, day = layout.reported_on.split("-")
    reached = [f"（联系人：{layout.reporter}", f"  联系电话：{layout.phone}）"]
    return _Said(
        title=f"关于报送{home}招商线索（{delivery.mode}）的函",
        to=f"{office.recipient or office.name}：",
        body=[
            first,
            *([second] if asked else []),
            *([masked] if delivery.masked else []),
            f"附件：{delivery.file_name or layout.title}",
            f"报送批次：{delivery.number}",
        ],
        from_=[layout.reporting_unit, f"{year}年{int(month)}月{int(day)}日"],
        contact=reached if layout.phone else [f"{reached[0]}）"],
    )


def _english(delivery: Delivery, office: Office, layout: Layout, home: str) -> _Said:
    since = "since our last list " if delivery.mode == "增量" else ""
    counts = [
        f"{count} {word}"
        for word, count in (
            ("new", delivery.new),
            ("changed", delivery.changed),
            ("withdrawn", delivery.withdrawn),
            ("without progress for a month or more", delivery.stalled),
        )
        if count
    ]
    told = f", of these {', '.join(counts)}" if counts else ""
    many = f"{delivery.rows or 0} {'lead' if delivery.rows == 1 else 'leads'}"
    first = f"Attached are the investment leads known to our chamber: {since}{many}{told}."
    asked = _asked(layout)
    named = " and ".join(filter(None, (", ".join(asked[:-1]), *asked[-1:])))
    second = f"Please fill in the grey columns ({named}) and send the sheet back to us, so that we can follow up."
    masked = (
        f"{delivery.masked} personal details in it are masked, as the person has not consented separately to your office "
        "having them. Our secretariat will put you in touch."
    )
    return _Said(
        title=f"{home} investment leads ({_MODES_EN.get(delivery.mode, delivery.mode)})".strip(),
        to=f"To: {office.recipient or office.name}",
        body=[
            first,
            *([second] if asked else []),
            *([masked] if delivery.masked else []),
            f"Attachment: {delivery.file_name or layout.title}",
            f"Delivery: {delivery.number}",
        ],
        from_=[layout.reporting_unit, layout.reported_on],
        contact=[f"Contact: {layout.reporter}", *([f"Phone: {layout.phone}"] if layout.phone else [])],
    )


def _asked(layout: Layout) -> list[str]:
    """Titles of the columns the office is asked to fill in: the main ones, else all."""
    titles = {one.key: wording.title_of(one, layout.lang) for one in layout.columns if one.feedback}
    return [title for key, title in titles.items() if key in _ASKED] or list(titles.values())
