"""The 引荐登记单 of a lead (docx): who reported it first, when, at which event, introduced by whom; to print and sign."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from chamber import clock
from chamber.divisions import divisions
from chamber.exporting.files import must_end_in, write_file
from chamber.i18n import _, language
from chamber.leads.first_report import Report, earlier, report_of
from chamber.leads.record import Lead
from chamber.privacy.masking import masked
from chamber.records import get
from chamber.text.hidden_numbers import without_numbers
from chamber.text.money import show_money
from chamber.workspace import Workspace

_FONT = "宋体"
_SEAL = 16
"""Characters of the journal's hash that are printed."""


def write_referral(ws: Workspace, lead_id: int, path: Path) -> Path:
    """Write the form; `path` may be a folder. Raises `NotFound`, `BadFile`."""
    with ws.read() as reader:
        code = get(reader, "lead", lead_id).code
    target = path / f"{_('Referral')}_{code}.docx" if path.is_dir() else path
    must_end_in(target, ".docx")
    write_file(target, referral_docx(ws, lead_id))
    return target


def referral_docx(ws: Workspace, lead_id: int) -> bytes:
    """The form as bytes, in the active language; contact data is masked in it. Raises `NotFound`."""
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
        house = reader.row("chamber", 1) or {}
        own = report_of(ws, reader, lead)
        others = earlier(ws, reader, {"investor": lead.investor, "project": lead.project}, without=lead_id)
    return _docx(ws, lead, own, others, house.get("name") or "")


def _docx(ws: Workspace, lead: Lead, own: Report, others: Sequence[Report], house: str) -> bytes:
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = _FONT, Pt(11)
    usual.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    for text, size in ((house, 14), (_("Referral form"), 20)):
        heading = document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = heading.add_run(text)
        run.bold, run.font.size = True, Pt(size)
    _facts(document, _lead_facts(lead))
    _part(document, _("First report"))
    _facts(document, _report_facts(ws, own))
    if others:
        _part(document, _("Other reports of the same undertaking"))
        _table(document, others)
    document.add_paragraph()
    document.add_paragraph(_statement(own, others))
    document.add_paragraph()
    _signatures(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _lead_facts(lead: Lead) -> list[tuple[str, str]]:
    lang = language()
    shown = {field.name: field.kind.show(getattr(lead, field.name), lang) for field in lead.entity.fields}
    contact = " ".join(
        (masked("contact", lead.contact.text), masked("contact_phones", shown["contact_phones"], lead.contact_phones))
    )
    return [
        (_("Lead number"), lead.code),
        (_("Kind"), shown["kind"]),
        (_("Project"), without_numbers(lead.project)),
        (_("Investor"), without_numbers(lead.investor.text)),
        (_("Investment"), show_money(lead.amount, lang) if lead.amount else ""),
        (_("Target division"), divisions().path(lead.target_division) if lead.target_division else ""),
        (_("Summary"), without_numbers(lead.summary)),
        (_("Contact (masked)"), contact.strip()),
    ]


def _report_facts(ws: Workspace, own: Report) -> list[tuple[str, str]]:
    filed = clock.local(own.filed_at, ws.zone).strftime("%Y-%m-%d %H:%M:%S") if own.filed_at else ""
    return [
        (_("First reported on"), own.on),
        (_("Reported by"), own.by),
        (_("Source event"), without_numbers(own.event)),
        (_("Introducer"), without_numbers(own.introducer)),
        (_("Written down at"), filed),
        (_("Entry in the journal"), f"{own.action} / {own.seal[:_SEAL]}" if own.action else ""),
    ]


def _statement(own: Report, others: Sequence[Report]) -> str:
    first = not others or (own.at, own.id) <= (others[0].at, others[0].id)
    if first:
        return _("By the chamber's records, nobody reported this investor and project earlier.")
    told = _("By the chamber's records, this investor and project was reported earlier: {code}, by {by} on {on}.")
    return told.format(code=others[0].code, by=others[0].by or "-", on=others[0].on)


def _part(document: Any, title: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(title).bold = True


def _facts(document: Any, facts: Sequence[tuple[str, str]]) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(4.2), Cm(11.8)
    for label, text in facts:
        row = table.add_row()
        row.height = Cm(0.75)
        row.cells[0].width, row.cells[1].width = Cm(4.2), Cm(11.8)
        row.cells[0].text, row.cells[1].text = label, text or "-"
        for cell in row.cells:
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER


def _table(document: Any, reports: Sequence[Report]) -> None:
    titles = (_("Lead number"), _("First reported on"), _("Reported by"), _("Source event"), _("Introducer"))
    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, titles, strict=True):
        cell.text = title
    for one in reports:
        texts = (one.code, one.on, one.by, one.event, one.introducer)
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = without_numbers(text) or "-"


def _signatures(document: Any) -> None:
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=2)
    for left, right in (
        (_("Introducer (signature):"), _("Reported by (signature):")),
        (_("For the chamber (seal):"), _("Date:")),
    ):
        row = table.add_row()
        row.height = Cm(1.6)
        row.cells[0].text, row.cells[1].text = left, right
