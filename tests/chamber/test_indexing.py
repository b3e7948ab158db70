"""What the search says of a record keeps step with what it is described by."""

from __future__ import annotations

from chamber import records
from chamber.fields import Linked
from chamber.finding import search
from chamber.history.service import undo
from chamber.workspace import Workspace


def unit_of(ws: Workspace) -> list[str]:
    return [hit.detail for hit in search(ws, "张三丰", kind="person")]


def test_people_are_shown_with_the_new_name_of_their_enterprise(workspace: Workspace) -> None:
    firm = records.add(workspace, "enterprise", {"name": "赤峰松风粮油有限公司"}).id
    records.add(workspace, "person", {"name": "张三丰", "enterprise": Linked("", firm)})
    assert unit_of(workspace) == ["赤峰松风粮油有限公司"]
    records.edit(workspace, "enterprise", firm, {"name": "赤峰竹影粮油有限公司"})
    assert unit_of(workspace) == ["赤峰竹影粮油有限公司"]
    undo(workspace)
    assert unit_of(workspace) == ["赤峰松风粮油有限公司"]
