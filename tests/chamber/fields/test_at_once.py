"""Cells of a column that are read together are read as each alone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.fields import Context, Kind, PersonName, Phones, Text
from chamber.fields.texts import UsccCode
from chamber.text.uscc import check_digit

_HEAD = "91150402MA{:07d}"
_CODES = st.integers(0, 10**6).map(_HEAD.format).map(lambda head: head + check_digit(head))
_CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            "",
            "无",
            "/",
            "-",
            "暂无",
            "张 三",
            "局  长",
            "赤峰\n公司",
            "□国有 ☑民营",
            "\ufeff赤峰",
            3,
            1.0,
            "１３９00001111",
        ]
    ),
    st.text(max_size=6),
    _CODES,
    _CODES.map(lambda code: code[:-1] + "9"),
    st.integers(0, 10**9 - 1).map("13{:09d}".format),
)
_COLUMNS = st.one_of(
    st.lists(_CELLS, max_size=4),
    st.lists(st.one_of(st.none(), _CODES), max_size=4),
    st.lists(st.one_of(st.none(), st.integers(0, 10**9 - 1).map("13{:09d}".format)), max_size=4),
    st.lists(st.sampled_from([None, "赤峰松风", "无", "—", "张三"]), max_size=4),
)


@pytest.mark.parametrize(
    "kind", [Text(), Text(multiline=True), PersonName(), Phones(), UsccCode()], ids=lambda kind: type(kind).__name__
)
@given(cells=_COLUMNS)
def test_cells_read_together_say_what_each_says_alone(kind: Kind, cells: list[Any]) -> None:
    found = kind.at_once(cells)
    if found is not None:
        alone = [kind.parse(cell, Context(today=date(2021, 4, 10))) for cell in cells]
        assert not any(parsed.problems for parsed in alone)
        assert found == [None if kind.is_empty(parsed.value) else parsed.value for parsed in alone]


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        (Text(), ["赤峰松风", None, "无"]),
        (PersonName(), ["张三", "暂无"]),
        (Phones(), ["13900001111", None]),
        (UsccCode(), [_HEAD.format(1) + check_digit(_HEAD.format(1)), None]),
    ],
    ids=["text", "name", "phones", "code"],
)
def test_plain_cells_are_read_together(kind: Kind, cells: list[Any]) -> None:
    assert kind.at_once(cells) is not None
