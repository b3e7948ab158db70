"""Sheets of nothing but names: each name a record, whatever stands over or before it."""

from __future__ import annotations

import pytest

from chamber.importing.reading import Fate
from tests.chamber.importing.reading.test_tables import sheet, tables


def names(drawn: str) -> list[tuple[object, ...]]:
    """Every name with its sections, block by block."""
    return [
        (*record.cells, *record.sections)
        for table in tables(sheet(drawn))
        for record in table.records
        if [column.title for column in table.columns] in (["姓名"], ["单位名称"])
    ]


def test_groups_over_their_people_are_no_header_of_fields() -> None:
    assert names("乘车安排表\n1号车|2号车|3号车\n王某某|赵某某|孙某某\n李某某|钱某某|.") == [
        ("王某某", "1号车"),
        ("李某某", "1号车"),
        ("赵某某", "2号车"),
        ("钱某某", "2号车"),
        ("孙某某", "3号车"),
    ]


def test_a_seating_plan_by_rows() -> None:
    assert names("座次表\n第一排|王某某|李 某|张某某\n第二排|钱某某|孙某某（女）|乌云其木格") == [
        ("王某某", "第一排"),
        ("钱某某", "第二排"),
        ("李 某", "第一排"),
        ("孙某某（女）", "第二排"),
        ("张某某", "第一排"),
        ("乌云其木格", "第二排"),
    ]


def test_those_elected_stand_under_their_posts_also_one_alone() -> None:
    drawn = "理事会名单\n会长\n王某某\n副会长（按姓氏笔画排序）\n丁某某|于某某|马某某\n理事\n白某某|冯某某\n（共6人）"
    assert sorted(names(drawn)) == sorted(
        [
            ("王某某", "会长"),
            ("丁某某", "副会长"),
            ("于某某", "副会长"),
            ("马某某", "副会长"),
            ("白某某", "理事"),
            ("冯某某", "理事"),
        ]
    )
    (first, *_) = tables(sheet(drawn))
    assert [line.text for line in first.of(Fate.SECTION)] == ["会长", "副会长（按姓氏笔画排序）", "理事"]


def test_firms_beside_each_other_are_a_roll_of_firms() -> None:
    assert len(names("会员单位名录\n甲食品有限公司|乙建材有限公司\n丙商贸有限公司|丁物流有限公司")) == 4


@pytest.mark.parametrize(
    "drawn",
    [
        "王某某|会长\n李某某|副会长\n张某某|理事\n赵某某|理事",
        "姓名|介绍人\n王某某|李某某\n张某某|赵某某\n钱某某|孙某某",
        "王某某|13900001111\n李某某|13900002222\n张某某|13900003333",
        "姓名|王某某|性别|男\n籍贯|赤峰市|职务|会长",
        "甲食品有限公司|王某某\n乙建材有限公司|李某某\n丙商贸有限公司|张某某",
        "王某某|李某某|张某某|财务部\n赵某某|钱某某|孙某某|宣传部\n周某某|吴某某|郑某某|综合部",
    ],
    ids=["posts", "titles", "phones", "a form", "firms and people", "departments"],
)
def test_a_sheet_that_says_anything_else_is_none(drawn: str) -> None:
    assert all(len(table.columns) > 1 for table in tables(sheet(drawn)))
