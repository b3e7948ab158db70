"""The news fact sheet of an event (docx): what the record says, ready for whoever writes the article."""

from __future__ import annotations

import io
from typing import Any

from chamber.divisions import divisions
from chamber.events import service
from chamber.events.papers import held_on
from chamber.i18n import _, language
from chamber.privacy.masking import without_numbers_in
from chamber.reports.fair import fair
from chamber.text.hidden_numbers import without_numbers
from chamber.text.money import show_money
from chamber.text.quantities import show_quantity
from chamber.workspace import Workspace

_FONT = "宋体"


def fact_sheet_docx(ws: Workspace, event_id: int) -> bytes:
    """The document as bytes. It names offices and speakers, never guests or their phones. Raises `NotFound`."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    found = service.detail(ws, event_id)
    event, lang = without_numbers_in(found.event), language()
    document = Document()
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = _FONT, Pt(11)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    document.add_heading(event.name, 0)
    came = show_quantity(event.headcount, lang) if event.headcount else str(found.turnout.came or "")
    facts = (
        (_("Theme"), event.theme),
        (_("Kinds"), event.entity.field("kinds").kind.show(event.kinds, lang)),
        (_("Held on"), held_on(event, ws.zone)),
        (_("Venue"), event.venue),
        (_("Hometown"), divisions().name(event.home_division) if event.home_division else ""),
        *((row.get("role") or _("Hosts"), row.get("name", "")) for row in event.hosts),
        (_("Attendance"), came),
        (_("Budget"), show_money(event.budget, lang) if event.budget else ""),
        (_("Outputs"), event.outputs),
    )
    _facts(document, facts)
    _programme(document, event.agenda)
    if found.policies:
        document.add_heading(_("Policies presented"), 1)
        for policy in found.policies:
            words = (policy.title, policy.document_number, policy.key_points)
            document.add_paragraph(" ".join(filter(None, words)), style="List Bullet")
    results = fair(ws, event_id)
    document.add_heading(_("Results"), 1)
    _facts(document, results.facts[2:])
    note = _("From the chamber's record of {day}.").format(day=ws.today.isoformat())
    document.add_paragraph(f"{note}  {event.code}")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _facts(document: Any, facts: Any) -> None:
    given = [(label, text) for label, text in facts if text]
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in given:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, without_numbers(text)


def _programme(document: Any, agenda: Any) -> None:
    if not agenda:
        return
    document.add_heading(_("Programme"), 1)
    for row in agenda:
        who = " ".join(filter(None, (row.get("office", ""), row.get("speaker", ""))))
        line = " ".join(filter(None, (row.get("time", ""), row.get("topic", ""), who and f"({who})")))
        document.add_paragraph(line, style="List Bullet")
