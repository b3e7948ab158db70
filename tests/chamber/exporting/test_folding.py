"""The lines above the rows of a sheet, where they are longer than there is room."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from chamber.deliveries.service import make_delivery
from chamber.exporting.ledger import folded
from tests.chamber.deliveries.conftest import Liaison

LINE = "填报单位：呼和浩特市示例商会    填报人：王某    联系电话：0471-4310000    填报时间：2021-05-14    单位：万元"


@pytest.mark.parametrize("room", [100, 60, 40, 31])
def test_a_line_is_broken_between_its_labels_only(room: int) -> None:
    lines = folded(LINE, room).split("\n")
    assert max(map(cell_len, lines)) < room
    assert [part for line in lines for part in line.split("    ")] == LINE.split("    ")


def test_what_is_too_long_by_itself_is_broken_after_a_sign() -> None:
    assert folded("共上报在谈项目71个（新增71个，变更3个），其中投资24个", 30) == (
        "共上报在谈项目71个（新增71个，\n变更3个），其中投资24个"
    )


def test_the_line_of_who_reports_stands_so_in_the_sheet(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("杂粮加工")
    done = make_delivery(local_books.ws, local_books.office, path=tmp_path)
    sheet = openpyxl.load_workbook(Path(done.path)).worksheets[0]
    lines = str(sheet["A3"].value).split("\n")
    assert len(lines) > 1
    assert all(line.startswith(("填报", "联系电话：0471-4310000", "单位")) for line in lines)
