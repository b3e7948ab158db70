"""Whatever is in the file: every row is accounted for, and nothing makes the importer fall over."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from chamber import records
from chamber.errors import BadFile, ChamberError
from chamber.importing import existing, reporting
from chamber.importing.judging import endings
from chamber.importing.plan import Mode
from chamber.importing.preparing import Options, prepare
from chamber.importing.targets import TARGETS
from chamber.importing.ties import tied
from chamber.workspace import Workspace
from tests.chamber.importing.reading import files
from tests.chamber.importing.sheets import bring_in, uscc

TITLES = st.sampled_from(
    [
        "企业名称",
        "姓名",
        "会员编号",
        "线索编号",
        "地址",
        "项目名称",
        "投资方",
        "单位",
        "联系电话",
        "统一社会信用代码",
        "总投资（万元）",
        "成立日期",
        "注册地",
        "职务",
        "备注",
        "签到",
        "暗号",
        "省",
        "市",
        "",
    ]
)
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "甲公司",
            "王某",
            "13900001111",
            "0471-4310000转8",
            "139****1111",
            uscc(1),
            uscc(2),
            "3亿元",
            "2021.4.10",
            "20年4月",
            "赤峰",
            "敖汉旗？",
            "-",
            "***",
            "暂无",
            "〃",
            "合计",
            "√",
            "=1+1",
            "1.5E+10",
            "3月4日",
        ]
    ),
    st.text(max_size=12),
    st.integers(-10, 10**12).map(str),
)
FEW = st.sampled_from(
    ["", "甲公司", "王某", "13900001111", "0471-4310000", uscc(1), "敖汉旗", "3亿元", "M00001", "某街1号"]
)
# Rows of few different cells repeat one another, as sheets do.
TABLES = st.integers(1, 6).flatmap(
    lambda width: st.tuples(
        st.lists(TITLES, min_size=width, max_size=width),
        st.lists(st.lists(st.one_of(FEW, CELLS), max_size=width + 1), max_size=12),
    )
)


@pytest.fixture(scope="module")
def ws(sqlite_template: Path) -> Iterator[Workspace]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chamber.db"
        path.write_bytes(sqlite_template.read_bytes())
        with closing(Workspace.open(str(path))) as opened:
            with opened.read() as reader:
                texts = {"name": "推介会", "kinds": "推介会", "starts_at": "2021-04-10 09:00"}
                values, _ = records.parse_values(opened, reader, "event", texts)
            records.add(opened, "event", values)
            yield opened


def as_csv(titles: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([titles, *rows])
    return out.getvalue().encode("utf-8", "replace")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TABLES, st.sampled_from(list(TARGETS)), st.sampled_from(list(Mode)))
def test_every_row_ends_in_exactly_one_way(ws, table, kind, mode):
    try:
        plan = prepare(ws, kind, as_csv(*table), Options(mode=mode, event="推介会"))
    except ChamberError:
        return
    assert sum(plan.counts.values()) == len(plan.rows) == len(plan.records)
    for row in plan.rows:
        assert row.ending in plan.counts
    if plan.missing:
        return
    done, outcome = bring_in(ws, kind, as_csv(*table), mode, event="推介会")
    assert sum(done.counts.values()) == len(plan.rows)
    again, nothing = bring_in(ws, kind, as_csv(*table), mode, event="推介会")
    assert nothing.action is None
    assert outcome.action is None or again.again is not None


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(TABLES, TABLES, st.sampled_from(list(TARGETS)))
@example((["姓名", "企业名称"], [["", "{"]]), (["企业名称"], [["{"]]), "members")
def test_rows_that_are_not_looked_at_closely_would_have_ended_the_same(ws, table, there, kind):
    with suppress(ChamberError):
        bring_in(ws, kind, as_csv(*there), Mode.ADD, event="推介会")
    try:
        plan = prepare(ws, kind, as_csv(*table), Options(event="推介会"))
    except ChamberError:
        return
    with ws.read() as reader:
        known = existing.find(reader, plan)
    some, all_of_them = tied(plan, known), range(len(plan.records))
    assert list(endings(plan, known, some)) == list(endings(plan, known, all_of_them))


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=400),
        st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
        st.text(max_size=300).map(lambda text: text.encode("gb18030", "replace")),
    ),
    st.sampled_from(list(TARGETS)),
)
def test_no_bytes_crash_the_importer(ws, data, kind):
    try:
        plan = prepare(ws, kind, data)
    except ChamberError:
        return
    assert sum(plan.counts.values()) == len(plan.records)


ROWS: list[list[object]] = [
    ["序号", "企业名称", "姓名", "项目名称", "投资方", "电话", "成立日期"],
    [1, "甲公司", "王某", "甲项目", "乙公司", "13900001111", "2021.4"],
    [2, "丙公司", "李某", "丙项目", "丁公司", "5898713x", "去年"],
]
_MARKUP = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
_TEXT = "\r\n".join(",".join(map(str, row)) for row in ROWS)
SEEDS = {
    "xlsx": files.xlsx({"S": ROWS}),
    "xls": files.xls({"S": ROWS}),
    "BIFF5": files.biff5(ROWS),
    "ods": files.ods(
        '<table:table table:name="S">'
        + _MARKUP.replace("<tr>", "<table:table-row>")
        .replace("</tr>", "</table:table-row>")
        .replace("<td>", '<table:table-cell office:value-type="string"><text:p>')
        .replace("</td>", "</text:p></table:table-cell>")
        + "</table:table>"
    ),
    "html": f"<html><table>{_MARKUP}</table></html>".encode("gb18030"),
    "gb18030": _TEXT.encode("gb18030"),
    "utf-16": _TEXT.replace(",", "\t").encode("utf-16"),
    "roll": "#接龙\n1. 王某 甲公司 13900001111\n2、李某（代赵某）\n③孙某\n电话：1390000".encode(),
}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@pytest.mark.parametrize("name", SEEDS)
@given(
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=3)), max_size=12),
    kept=st.floats(0, 1),
    cut=st.booleans(),
    kind=st.sampled_from(list(TARGETS)),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(ws, name, changes, kept, cut, kind):
    data = bytearray(SEEDS[name])
    for place, new in changes:
        at = int(place * len(data))
        data[at : at + max(1, len(new))] = new
    if cut:
        data = data[: int(kept * len(data))]
    try:
        plan = prepare(ws, kind, bytes(data))
    except ChamberError:
        return
    assert sum(plan.counts.values()) == len(plan.rows) == len(plan.records)
    told = reporting.to_json(plan, records=True)
    assert told["rows"] == len(list(told["records"])) == len(plan.rows)
    assert all(warning["message"] for warning in told["warnings"])


def test_what_asks_for_too_much_is_refused_before_it_is_made(ws):
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-cell></table:table-row>'
    with pytest.raises(BadFile, match=r"太大|too large"):
        prepare(ws, "members", files.ods(f'<table:table table:name="S">{row}</table:table>'))


def test_many_columns_and_many_empty_rows_are_no_matter(ws):
    wide = ["企业名称", *(f"列{number}" for number in range(2, 16_385))]
    plan = prepare(ws, "members", as_csv(wide, [["甲公司", *map(str, range(16_383))]]))
    assert len(plan.rows) == 1
    assert len(plan.extra_of(0)) == 16_383
    empty = [[str(number), "", ""] for number in range(5_000)]
    plan = prepare(ws, "members", as_csv(["序号", "企业名称", "电话"], [["1", "甲公司", "13900001111"], *empty]))
    assert len(plan.rows) == 1
    assert [line.why.value for _sheet, line in plan.lines] == ["只有序号"]
