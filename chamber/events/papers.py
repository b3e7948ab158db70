"""Papers for the day, to print: the guest list with room to sign, and a sheet of name badges."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from chamber import clock
from chamber.events.record import Attendance, Event
from chamber.i18n import _, language
from chamber.privacy.masking import without_numbers_in
from chamber.records import get, get_many
from chamber.workspace import Workspace
from db.queries import lists
from db.queries.lists import Condition, Order

_FONT = "宋体"
_ACROSS = 2
_BADGE_WIDTH, _BADGE_HEIGHTS = 36, (30, 52, 38, 28)
"""A badge is up to 90 mm wide, by the font a program measures columns with, and 52 mm high: event, name, unit, position."""


def guest_list_xlsx(ws: Workspace, event_id: int) -> bytes:
    """The guest list by table, then name: name, unit, position, role, table and seat, room for a signature.

    Phones stay out: the sheet lies open at the door.
    """
    event, guests = _expected(ws, event_id)
    buffer, book, sheet, base = _book(event, ws)
    cell = base | {"border": 1, "text_wrap": True, "num_format": "@"}
    title = book.add_format(base | {"font_size": 16, "bold": True, "align": "center"})
    head = book.add_format(cell | {"bold": True, "align": "center", "bg_color": "#DDEBF7"})
    text = book.add_format(cell)
    columns = (
        (_("No."), 6),
        (_("Full name"), 12),
        (_("Unit"), 34),
        (_("Position"), 14),
        (_("Role"), 12),
        (_("Table"), 8),
        (_("Seat"), 8),
        (_("Signature"), 18),
    )
    sheet.merge_range(0, 0, 0, len(columns) - 1, event.name, title)
    sheet.set_row(0, 28)
    for place, (label, width) in enumerate(columns):
        sheet.set_column(place, place, width)
        sheet.write_string(1, place, label, head)
    for number, guest in enumerate(sorted(guests, key=_by_table), 1):
        cells = (str(number), _called(guest), guest.unit, guest.position, guest.role, guest.table, guest.seat, "")
        sheet.set_row(number + 1, 24)
        for place, value in enumerate(cells):
            sheet.write_string(number + 1, place, value, text)
    sheet.set_landscape()
    sheet.repeat_rows(1)
    sheet.freeze_panes(2, 0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")
    book.close()
    return buffer.getvalue()


def badges_xlsx(ws: Workspace, event_id: int) -> bytes:
    """Name badges, two across, five down a page of A4, with lines to cut along."""
    event, guests = _expected(ws, event_id)
    buffer, book, sheet, base = _book(event, ws)
    centred = base | {"align": "center", "text_wrap": True, "num_format": "@", "left": 4, "right": 4}
    looks = (
        book.add_format(centred | {"font_size": 10, "top": 4, "font_color": "#444444"}),
        book.add_format(centred | {"font_size": 28, "bold": True, "text_wrap": False, "shrink": True}),
        book.add_format(centred | {"font_size": 11}),
        book.add_format(centred | {"font_size": 11, "bottom": 4}),
    )
    sheet.set_column(0, _ACROSS - 1, _BADGE_WIDTH)
    for number, guest in enumerate(sorted(guests, key=lambda one: one.sort_key)):
        row, column = number // _ACROSS * len(looks), number % _ACROSS
        table = _("Table {table}").format(table=guest.table) if guest.table else ""
        lines = (event.name, _called(guest), guest.unit, " ".join(filter(None, (guest.position, table))))
        for offset, (line, look) in enumerate(zip(lines, looks, strict=True)):
            sheet.set_row(row + offset, _BADGE_HEIGHTS[offset])
            sheet.write_string(row + offset, column, line, look)
    rows = (len(guests) + _ACROSS - 1) // _ACROSS
    sheet.set_h_pagebreaks([page * 5 * len(looks) for page in range(1, (rows - 1) // 5 + 1)])
    sheet.set_portrait()
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.4)
    sheet.center_horizontally()
    book.close()
    return buffer.getvalue()


def _called(guest: Attendance) -> str:
    """The name, with whom they stand in for."""
    if not guest.stands_in_for:
        return guest.name
    mark = "代" if language() == "zh" else _("for")
    return f"{guest.name} ({mark}{'' if language() == 'zh' else ' '}{guest.stands_in_for})"


def _by_table(guest: Attendance) -> tuple[Any, ...]:
    def number(text: str) -> tuple[int, str]:
        return (int(text), "") if text.isdecimal() else (10**6, text)

    return (guest.table == "", number(guest.table), number(guest.seat), guest.sort_key)


def _expected(ws: Workspace, event_id: int) -> tuple[Event, list[Attendance]]:
    """The event and everybody who has not declined."""
    with ws.read() as reader:
        event: Event = get(reader, "event", event_id)
        ids = lists.ids(reader, "attendance", [Condition("event_id", "=", event_id)], [Order("sort_key")])
        guests: list[Attendance] = get_many(reader, "attendance", ids)
    expected = [guest for guest in guests if guest.invitation != "婉拒"]
    return without_numbers_in(event), without_numbers_in(expected)


def _book(event: Event, ws: Workspace) -> tuple[io.BytesIO, Any, Any, dict[str, Any]]:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    book.set_properties({"title": event.name, "created": datetime.combine(ws.today, datetime.min.time())})
    sheet = book.add_worksheet("Sheet1")
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    return buffer, book, sheet, {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}


def held_on(event: Event, zone: str) -> str:
    """The local day and time an event begins: `2021-04-10 09:00`."""
    return f"{clock.local(event.starts_at, zone):%Y-%m-%d %H:%M}"
