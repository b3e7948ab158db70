"""A small chamber with one office, a few leads and people; all invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from chamber import records
from chamber.workspace import Workspace


@dataclass
class Liaison:
    """The chamber's books for these tests, and short ways to write in them."""

    ws: Workspace
    office: int
    person: int

    def add(self, entity: str, **texts: str) -> int:
        with self.ws.read() as reader:
            values, _warnings = records.parse_values(self.ws, reader, entity, texts)
        return records.add(self.ws, entity, values).id

    def edit(self, entity: str, record_id: int, **texts: str) -> None:
        with self.ws.read() as reader:
            values, _warnings = records.parse_values(self.ws, reader, entity, texts)
        records.edit(self.ws, entity, record_id, values)

    def get(self, entity: str, record_id: int) -> Any:
        with self.ws.read() as reader:
            return records.get(reader, entity, record_id)

    def lead(self, project: str, **texts: str) -> int:
        given = {"investor": "虚构投资有限公司", "target_division": "敖汉旗", "amount": "约3000万元"} | texts
        return self.add("lead", project=project, **given)


def open_books(ws: Workspace) -> Liaison:
    with ws.write("setup", "set up") as writer:
        records.add_in(
            ws,
            writer,
            "chamber",
            [
                {
                    "name": "呼和浩特市赤峰商会",
                    "home_division": "150400",
                    "host_division": "150100",
                    "reporter": "王某",
                    "phone": "0471-4310000",
                }
            ],
        )
    books = Liaison(ws, 0, 0)
    books.office = books.add("office", name="赤峰市驻呼联络处", divisions="赤峰市")
    books.person = books.add("person", name="张三丰", mobiles="13900002222")
    return books


@pytest.fixture
def books(workspace: Workspace) -> Liaison:
    return open_books(workspace)


@pytest.fixture
def local_books(sqlite_workspace: Workspace) -> Liaison:
    return open_books(sqlite_workspace)
