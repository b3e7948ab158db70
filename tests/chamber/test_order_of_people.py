"""People stand where their surname is read: 单 among the shan, 查 among the zha."""

from __future__ import annotations

from chamber import lists, records
from chamber.events import service as events
from chamber.workspace import Workspace

NAMES = ("查海峰", "曹磊", "单明哲", "张三", "解磊")
IN_ORDER = ["曹磊", "单明哲", "解磊", "查海峰", "张三"]


def listed(ws: Workspace, entity: str) -> list[str]:
    with ws.read() as reader:
        found = records.get_many(reader, entity, lists.window(ws, entity, most=lists.ALL).ids)
    return [one.name for one in found]


def test_contacts_are_in_the_order_of_their_surnames(workspace: Workspace) -> None:
    for name in NAMES:
        records.add(workspace, "person", {"name": name})
    assert listed(workspace, "person") == IN_ORDER


def test_a_contact_who_is_renamed_moves_to_where_the_surname_stands(workspace: Workspace) -> None:
    for name in ("曹磊", "张三"):
        records.add(workspace, "person", {"name": name})
    person = records.add(workspace, "person", {"name": "甲"}).changed["person"][0]
    records.edit(workspace, "person", person, {"name": "查海峰"})
    assert listed(workspace, "person") == ["曹磊", "查海峰", "张三"]


def test_what_is_typed_leads_to_them(workspace: Workspace) -> None:
    for name in NAMES:
        records.add(workspace, "person", {"name": name})
    found, begins = lists.jump(workspace, lists.window(workspace, "person", most=lists.ALL), "查")
    with workspace.read() as reader:
        assert (records.get(reader, "person", found).name, begins) == ("查海峰", True)


def test_guests_are_in_the_order_of_their_surnames(workspace: Workspace) -> None:
    event = records.add(
        workspace, "event", {"name": "推介会", "kinds": ("招商引资推介会",), "starts_at": "2021-04-10T06:30:00Z"}
    ).changed["event"][0]
    for name in NAMES:
        events.add_guest(workspace, event, {"name": name})
    assert listed(workspace, "attendance") == IN_ORDER
