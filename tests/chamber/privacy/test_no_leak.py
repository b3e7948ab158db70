"""Nothing the program writes for others holds a number nobody agreed to pass on, whatever was written where.

What a person asks to be given in full (`--with-contacts`, their own data, the rejected rows of their own sheet) is not
among these files; that 政治面貌, ID numbers and notes stay out of `--with-contacts` is proven apart.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chamber import records
from chamber.deliveries import service as deliveries
from chamber.deliveries.letter import write_letter
from chamber.deliveries.recreating import recreate
from chamber.events import service as events
from chamber.events.fact_sheet import fact_sheet_docx
from chamber.events.papers import badges_xlsx, guest_list_xlsx
from chamber.exporting.tables import VIEWS, export_table
from chamber.ics import event_ics, tasks_ics
from chamber.leads import clocks
from chamber.leads.referral import referral_docx
from chamber.members.service import admit
from chamber.privacy import service
from chamber.reports import service as reports
from chamber.text.values import PartialDate, Phone
from tests.chamber.deliveries.conftest import Liaison

MOBILE, LANDLINE, LOCAL, IDENTITY = "13900008888", "0476-8220000", "8224411", "15040219700101001X"
STATUS, NOTE = "群众面貌密", "内部备注密"
NUMBERS = (MOBILE, LANDLINE.replace("-", ""), LOCAL, IDENTITY)
# Signs nobody expects between digits, an address in disguise, a paper of a person.
ODD = ("139*0000*8888", "139转0000转8888", "82#44#411", "zhang.san(at)example.com", "护照E12345678", "加V:zhangsan88")
WRITTEN = f"欧阳 {MOBILE}，139 0000 8888，+86-{MOBILE}，{LANDLINE}，{' '.join(MOBILE)}，办公室{LOCAL}，{IDENTITY}，{'，'.join(ODD)}"
"""The numbers as people write them into any field that takes text."""


@pytest.fixture
def full(local_books: Liaison) -> Liaison:
    """Books with those numbers in every place a text fits."""
    books = local_books
    ws = books.ws
    person = books.add(
        "person", name="欧阳某某", mobiles=MOBILE, landlines=LANDLINE, id_number=IDENTITY, political_status=STATUS,
        notes=NOTE + WRITTEN, unit=WRITTEN, wechat=MOBILE, tags=MOBILE,
    )  # fmt: skip
    with ws.read() as reader:
        firm, _w = records.parse_values(
            ws, reader, "enterprise",
            {"name": "虚构投资有限公司", "phones": MOBILE, "business": WRITTEN, "address": WRITTEN, "notes": NOTE + WRITTEN,
             "seeks": WRITTEN, "legal_representative": f"欧阳{MOBILE}", "home_division": "敖汉旗"},
        )  # fmt: skip
        held, _w = records.parse_values(
            ws, reader, "membership", {"representative": f"欧阳某某{MOBILE}", "introducer": WRITTEN}
        )
    admit(ws, firm, held)
    event = records.add(
        ws, "event",
        {"name": f"推介会{MOBILE}", "kinds": ("招商引资推介会",), "starts_at": "2021-04-10T01:00:00Z", "theme": WRITTEN,
         "venue": WRITTEN, "notes": NOTE + WRITTEN, "hosts": ({"role": "主办", "name": WRITTEN},),
         "agenda": ({"time": "14:30", "topic": WRITTEN, "speaker": WRITTEN},), "outputs": WRITTEN},
    ).id  # fmt: skip
    guest = {"name": "欧阳某某", "phone": (Phone(MOBILE),), "unit": WRITTEN, "position": WRITTEN, "notes": NOTE}
    attendance = events.add_guest(ws, event, guest, walk_in=True).id
    lead = dict.fromkeys(
        (
            "summary",
            "investor_profile",
            "requirements",
            "progress",
            "next_action",
            "area",
            "lead_unit",
            "owner",
            "stall_reason",
            "assessment_reason",
            "contact_position",
        ),
        WRITTEN,
    )
    lead |= {"notes": NOTE + WRITTEN, "project": f"小米{MOBILE}", "target_division": "150430"}
    events.capture_lead(ws, attendance, lead | {"next_due": PartialDate("2021-04-21")})
    books.lead(
        "荞麦",
        contact="路人甲",
        contact_phones=f"{MOBILE}、{LANDLINE}",
        introducer=WRITTEN,
        tags=MOBILE,
        investor=WRITTEN,
    )
    other = books.add(
        "office", name="赤峰市工商联", kind="工商联", divisions="赤峰市", contacts=f"欧阳|主任|{MOBILE}", notes=NOTE
    )
    # What one office may have, another may not.
    service.record(ws, [person], other)
    return books


def plain(content: bytes) -> Iterator[str]:
    """The texts of a file: of each part of a zip, with and without its marks, spaces and hyphens gone."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for name in book.namelist():
                yield from plain(book.read(name))
        return
    for encoding in ("utf-8", "gb18030", "utf-16"):
        text = html.unescape(content.decode(encoding, "ignore")).replace("\r\n ", "")
        for seen in (text, re.sub(r"<[^>]*>", "", text)):
            yield re.sub(r"[\s-]", "", seen)


def leaks(content: bytes, secrets: tuple[str, ...]) -> set[str]:
    return {secret for text in plain(content) for secret in secrets if secret in text}


def made(books: Liaison, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file the program writes for somebody."""
    ws = books.ws
    with ws.read() as reader:
        event = records.find(reader, "event", "推介会")
        leads = [records.find(reader, "lead", name) for name in ("小米", "荞麦")]
    for form in ("weekly", "full"):
        for kind in deliveries.FORMATS:
            done = deliveries.make_delivery(ws, books.office, full=True, form=form, file_format=kind, path=folder)
            yield f"{form} {kind}", Path(done.path).read_bytes()
        yield f"letter {form}", write_letter(ws, done.id, folder).read_bytes()
        deliveries.send(ws, done.id)
        yield f"again {form}", recreate(ws, done.id, folder, "xlsx").path.read_bytes()
        gb = recreate(ws, done.id, folder, "csv", "gb18030").path
        yield f"again {form} gb18030", gb.read_bytes()
    correction = deliveries.make_delivery(ws, books.office, path=folder, correction=done.id)
    yield "correction", Path(correction.path).read_bytes()
    for what in VIEWS:
        for kind in ("xlsx", "csv", "json"):
            yield f"{what} {kind}", Path(export_table(ws, what, file_format=kind, path=folder).path).read_bytes()
        yield f"{what} raw", Path(export_table(ws, what, file_format="csv", path=folder, raw=True).path).read_bytes()
    on_event: dict[str, Callable[[Any, int], bytes]] = {
        "guest list": guest_list_xlsx, "badges": badges_xlsx, "fact sheet": fact_sheet_docx, "calendar": event_ics,
    }  # fmt: skip
    for name, make in on_event.items():
        yield name, make(ws, event)
    yield "reminders", tasks_ics(ws, clocks.due(ws, days=400, every_duty=True))
    for lead in leads:
        yield "referral", referral_docx(ws, lead)
    for name in ("fair", "funnel", "members", "rates", "offices"):
        for suffix in ("xlsx", "json"):
            path = folder / f"{name}.{suffix}"
            reports.save(reports.make(ws, name, events=(event,) if name == "fair" else ()), path)
            yield f"report {path.name}", path.read_bytes()


def test_no_number_without_consent_is_in_any_file(full: Liaison, tmp_path: Path) -> None:
    found = {name: leaks(content, (*NUMBERS, *ODD, STATUS, NOTE)) for name, content in made(full, tmp_path)}
    assert {name: secrets for name, secrets in found.items() if secrets} == {}


def test_status_identity_and_notes_are_in_no_table_even_with_contacts(full: Liaison, tmp_path: Path) -> None:
    for what in VIEWS:
        for kind in ("xlsx", "csv", "json"):
            done = export_table(full.ws, what, file_format=kind, path=tmp_path, with_contacts=True)
            assert leaks(Path(done.path).read_bytes(), (IDENTITY, STATUS, NOTE)) == set(), (what, kind)


def test_the_office_with_consent_gets_the_number(full: Liaison, tmp_path: Path) -> None:
    with full.ws.read() as reader:
        other = records.find(reader, "office", "工商联")
    done = deliveries.make_delivery(full.ws, other, path=tmp_path)
    assert leaks(Path(done.path).read_bytes(), NUMBERS) == {MOBILE}
