"""Lines of a csv that a line break inside an unquoted cell has torn apart."""

from __future__ import annotations

import pytest

from chamber.importing.reading import read_workbook
from chamber.importing.reading.workbook import Row
from tests.chamber.importing.sheets import bring_in, counts, csv, messages

HEADER = "企业名称,电话,地址,联系人,备注"
REGULAR = [
    f"某{sign}商贸有限公司,1390000000{number},某某路{number}号,张某,好" for number, sign in enumerate("甲乙丙丁")
]


def _rows(*lines: str) -> list[Row]:
    return read_workbook(csv(HEADER, *lines)).sheets[0].rows


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (
            ("某戊商贸有限公司,13900000009,某某市", "某某街2号,李某,好"),
            ("某戊商贸有限公司", "13900000009", "某某市\n某某街2号", "李某", "好"),
        ),
        (
            ("某戊商贸有限公司", "（分店）,13900000009,某某市", "某某街2号,李某,好"),
            ("某戊商贸有限公司\n（分店）", "13900000009", "某某市\n某某街2号", "李某", "好"),
        ),
    ],
)
def test_a_line_broken_inside_a_cell_is_put_together(torn, whole) -> None:
    rows = _rows(*REGULAR[:2], *torn, *REGULAR[2:])
    assert rows[3] == whole
    assert rows[4] == ()
    assert rows[3 + len(torn)] == tuple(REGULAR[2].split(","))


@pytest.mark.parametrize(
    "lines",
    [
        # Each lacks its last cells and fits its columns by itself.
        ("某戊商贸有限公司,13900000009,某某街1号", "某己商贸有限公司,13900000008,某某街2号"),
        # Together they have too many cells.
        ("某戊商贸有限公司,13900000009,某某市,李某", "某某街2号,李某,好"),
        # What would be the phone is none.
        ("某戊商贸有限公司", "某某街2号,李某,好,好,好"),
    ],
)
def test_short_lines_of_their_own_stay_two(lines) -> None:
    rows = _rows(*REGULAR[:2], *lines, *REGULAR[2:])
    assert rows[3:5] == [tuple(line.split(",")) for line in lines]


def test_the_row_is_filed_whole_with_a_note(sqlite_workspace) -> None:
    data = csv(HEADER, *REGULAR[:2], "某戊商贸有限公司,13900000009,某某市", "某某街2号,李某,好", *REGULAR[2:])
    plan, _ = bring_in(sqlite_workspace, "members", data)
    assert counts(plan) == {"created": 5}
    assert (4, "", "joined") in messages(plan)
