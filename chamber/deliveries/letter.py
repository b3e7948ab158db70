"""The cover letter (函) of a delivery as docx, with the counts filled in."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from chamber.deliveries.layout import Layout
from chamber.deliveries.record import Delivery
from chamber.divisions import divisions
from chamber.exporting.files import write_file
from chamber.offices.record import Office
from chamber.records import get
from chamber.workspace import Workspace

_BODY_FONT = "仿宋"
_ASKED = ("office_status", "office_handler", "office_progress")


def write_letter(ws: Workspace, delivery_id: int, path: Path) -> Path:
    """Write the letter that goes with a delivery; `path` may be a folder. Raises `BadFile`."""
    with ws.read() as reader:
        delivery: Delivery = get(reader, "delivery", delivery_id)
        office: Office = get(reader, "office", (delivery.office.id if delivery.office else None) or 0)
        home = divisions().name(ws.home_division) if ws.home_division else ""
    target = path / f"函_{delivery.number}.docx" if path.is_dir() else path
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

    line(f"关于报送{home}招商线索（{delivery.mode}）的函", size=22, font="宋体", align=WD_ALIGN_PARAGRAPH.CENTER)
    line("")
    line(f"{office.recipient or office.name}：")
    for text in _paragraphs(delivery, layout):
        line(text, indent=True)
    line(f"附件：{delivery.file_name or layout.title}", indent=True)
    line("")
    line(layout.reporting_unit, align=WD_ALIGN_PARAGRAPH.RIGHT)
    year, month, day = layout.reported_on.split("-")
    line(f"{year}年{int(month)}月{int(day)}日", align=WD_ALIGN_PARAGRAPH.RIGHT)
    # A line each: a phone number is not broken at its dash.
    line(f"（联系人：{layout.reporter}" + ("" if layout.phone else "）"), indent=True)
    if layout.phone:
        line(f"  联系电话：{layout.phone}）", indent=True)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraphs(delivery: Delivery, layout: Layout) -> list[str]:
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
    first = f"现将我会掌握的招商线索报送贵单位（批次号{delivery.number}）。{since}本次共报送线索{delivery.rows or 0}项{told}。"
    asked = [one.title for one in layout.columns if one.key in _ASKED] or [
        one.title for one in layout.columns if one.feedback
    ]
    named = "及".join(filter(None, ("、".join(asked[:-1]), *asked[-1:])))
    second = f"请贵单位在附件灰色栏内填写{named}后退回我会，以便及时跟进。"
    masked = f"附件中有{delivery.masked}处个人信息因未取得本人单独同意已作脱敏处理，如需联系请与我会秘书处接洽。"
    return [first, *([second] if asked else []), *([masked] if delivery.masked else [])]
