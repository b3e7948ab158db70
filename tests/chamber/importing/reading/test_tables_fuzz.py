"""Whatever a sheet holds, the tables account for each of its rows once, and nothing crashes."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from chamber.importing.reading import Cell, Fate, Kind, Sheet, Span, find_sheet_layout
from chamber.importing.reading.workbook import trimmed

WORDS = [
    "序号",
    "姓名",
    "单位",
    "电话",
    "备注",
    "联系人",
    "总投资（万元）",
    "张某",
    "赤峰某公司",
    "红山区",
    "一、红山区",
    "（一）",
    "合计",
    "小计",
    "填表人：孙某",
    "注：说明",
    "同上",
    "〃",
    "一",
    "共3家",
    "2021年4月10日",
    "139",
    "单位：万元",
    "审核：",
]
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(), st.sampled_from(WORDS), st.integers(0, 30), st.floats(allow_nan=False), st.dates(), st.text(max_size=6)
)


def sense(title: str) -> float:
    return 1.0 if title in WORDS[:6] else 0.0


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    rows = draw(st.lists(st.lists(CELLS, max_size=7), max_size=14))
    spans = []
    for _ in range(draw(st.integers(0, 5))):
        top, left = draw(st.integers(1, 15)), draw(st.integers(0, 7))
        spans.append(Span(top, left, top + draw(st.integers(0, 4)), left + draw(st.integers(0, 7))))
    return Sheet(
        "表",
        [trimmed([None if value == "" else value for value in row]) for row in rows],
        merged=tuple(spans),
        delimited=draw(st.booleans()),
        hidden_rows=frozenset(draw(st.sets(st.integers(1, 15), max_size=2))),
    )


@given(sheets())
def test_every_filled_row_is_accounted_for(sheet: Sheet) -> None:
    layout = find_sheet_layout(sheet, sense)
    fates = list(layout.account())
    assert {row for row, _ in fates} == {number for number, row in enumerate(sheet.rows, 1) if row}
    for table in layout.tables:
        counted = Counter(record.row for record in table.records)
        if table.kind is Kind.LIST:
            counted += Counter(line.row for line in table.lines if line.fate is not Fate.TITLE)
            assert max(counted.values(), default=1) == 1
        for record in table.records:
            assert len(record.cells) == len(table.columns)
            assert any(cell is not None for cell in record.cells) or record.extra or record.remarks


@given(sheets())
def test_no_value_of_a_record_is_lost_or_shifted(sheet: Sheet) -> None:
    for table in find_sheet_layout(sheet, sense).tables:
        if table.kind is Kind.FORM:
            continue
        for record in table.records:
            filled = {remark.column for remark in record.remarks}
            for place, (column, cell) in enumerate(zip(table.columns, record.cells, strict=True)):
                if place not in filled:
                    assert cell == sheet.at(record.row + (column.below or 0), column.index)
