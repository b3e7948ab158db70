"""Whatever hangs on two records and whichever values are taken: merging and taking it back leaves not one byte changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber import checking, records
from chamber.duplicates.merging import choices, merge
from chamber.duplicates.service import call_different
from chamber.fields import Linked
from chamber.history import service as history
from chamber.text.phones import parse_phones
from chamber.text.values import PartialDate
from chamber.workspace import Workspace
from db import tallies
from db.models import MODELS
from db.tables import columns_of

NOT_RECORDS = {"action", "journal", "sequence"}
"""What only ever grows: who did what, and the numbers never used again."""

PRESENCES = ("未知", "到场", "未到", "请假")


def state(ws: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of records, what is searched, and the tallies."""
    with ws.read() as reader:
        found = {
            table: reader.db.execute_sql(
                f'SELECT {", ".join(f"{chr(34)}{name}{chr(34)}" for name in columns_of(table))} FROM "{table}" ORDER BY id'
            ).fetchall()
            for table in MODELS
            if table not in NOT_RECORDS
        }
        found["search"] = reader.db.execute_sql(
            "SELECT id, code, title, detail, text FROM search_entry ORDER BY id"
        ).fetchall()
        found["tally"] = [(table, tallies.of(reader.db, table)) for table in tallies.TALLIED]
    return found


def phones(text: str) -> Any:
    return parse_phones(text).value if text else ()


COMPANY = st.fixed_dictionaries(
    {
        "phones": st.sampled_from(["", "13800000001", "13800000002、0476-8220000"]),
        "address": st.sampled_from(["", "甲街1号", "乙街2号"]),
        "tags": st.sampled_from([(), ("牧业",), ("牧业", "老会员")]),
        "notes": st.sampled_from(["", "甲", "甲\n乙"]),
        "former_names": st.sampled_from([(), ("赤峰老街饭庄",)]),
        "member": st.booleans(),
        "contacts": st.integers(0, 2),
        "leads": st.integers(0, 2),
        "posts": st.integers(0, 2),
    }
)


def company(ws: Workspace, name: str, told: dict[str, Any]) -> int:
    plain = {key: told[key] for key in ("address", "tags", "notes", "former_names") if told[key]}
    made = records.add(ws, "enterprise", {"name": name, **plain, "phones": phones(told["phones"])}).id
    here = Linked(name, made)
    if told["member"]:
        records.add(ws, "membership", {"enterprise": here})
    for number in range(told["contacts"]):
        records.add(ws, "person", {"name": f"王远{number}", "enterprise": here})
    for _ in range(told["leads"]):
        records.add(ws, "lead", {"project": "屠宰线", "investor": here})
    for _ in range(told["posts"]):
        records.add(ws, "post", {"title": "理事", "enterprise": here})
    return made


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(left=COMPANY, right=COMPANY, differ=st.booleans(), data=st.data())
def test_two_enterprises(
    workspace: Workspace, left: dict[str, Any], right: dict[str, Any], differ: bool, data: st.DataObject
) -> None:
    ws = workspace
    keep, drop = company(ws, "赤峰远山商贸有限公司", left), company(ws, "赤峰远山商贸有限责任公司", right)
    if differ:
        call_different(ws, "enterprise", drop, company(ws, "赤峰云杉商贸有限公司", left))
    take_apart(ws, "enterprise", keep, drop, data)


PERSON = st.fixed_dictionaries(
    {
        "mobiles": st.sampled_from(["", "13800000001", "13800000002"]),
        "position": st.sampled_from(["", "经理"]),
        "do_not_contact": st.booleans(),
        "notes": st.sampled_from(["", "甲"]),
        "presence": st.lists(st.sampled_from(PRESENCES), max_size=2),
        "consents": st.lists(st.booleans(), max_size=2),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(left=PERSON, right=PERSON, data=st.data())
def test_two_contacts(workspace: Workspace, left: dict[str, Any], right: dict[str, Any], data: st.DataObject) -> None:
    ws = workspace
    with ws.read() as reader:
        texts = {"name": "联谊会", "kinds": "联谊会", "starts_at": "2021-04-10 09:00"}
        event = records.parse_values(ws, reader, "event", texts)[0]
        office = records.parse_values(
            ws, reader, "office", {"name": "驻呼联络处", "kind": "驻外联络处", "divisions": "赤峰市"}
        )[0]
    events = [Linked("", records.add(ws, "event", event).id) for _ in range(2)]
    office_id = records.add(ws, "office", office).id
    ids = []
    for told in (left, right):
        values = {"name": "曾祥", "mobiles": phones(told["mobiles"]), "do_not_contact": told["do_not_contact"]}
        values |= {key: told[key] for key in ("position", "notes") if told[key]}
        who = records.add(ws, "person", values).id
        ids.append(who)
        for place, presence in zip(events, told["presence"], strict=False):
            guest = {"event": place, "person": Linked("", who), "name": "曾祥", "presence": presence}
            records.add(ws, "attendance", guest)
        for withdrawn in told["consents"]:
            consent = {"person": Linked("", who), "office": Linked("", office_id), "separate": True}
            ended = PartialDate.of(date(2021, 4, 2)) if withdrawn else None
            records.add(
                ws, "consent", consent | {"obtained_on": PartialDate.of(date(2021, 4, 1)), "withdrawn_on": ended}
            )
    take_apart(ws, "person", ids[0], ids[1], data)


def take_apart(ws: Workspace, entity: str, keep: int, drop: int, data: st.DataObject) -> None:
    take = {
        one.field.name: str(data.draw(st.sampled_from(one.options), label=one.field.name))
        for one in choices(ws, entity, keep, drop)
    }
    before = state(ws)
    merged = merge(ws, entity, keep, drop, take)
    after = state(ws)
    assert after != before
    undone = history.undo(ws, merged.action)
    assert undone.kept == ()
    assert state(ws) == before
    history.redo(ws)
    assert state(ws) == after
    assert checking.check(ws).is_whole
