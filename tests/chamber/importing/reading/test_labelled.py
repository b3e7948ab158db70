"""Messages that say each thing with its label."""

from __future__ import annotations

import pytest

from tests.chamber.importing.sheets import counts, plan_of
from tests.chamber.importing.test_mixtures import said


@pytest.mark.parametrize(
    "text",
    [
        "姓名：张某 单位：某甲公司 职务：经理 电话：13900000001\n姓名：李某 单位：某乙公司 电话：13900000002",
        "姓名:张某，单位:某甲公司，职务:经理，电话:13900000001\n姓名:李某，单位:某乙公司，电话:13900000002",
        "1、姓名：张某；电话：13900000001；单位：某甲公司；职务：经理\n2、姓名：李某；电话：13900000002；单位：某乙公司",
        "张某\n单位：某甲公司\n职务：经理\n电话：13900000001\n\n李某\n电话：13900000002\n单位：某乙公司\n",
    ],
)
def test_what_is_said_with_its_label_goes_where_it_belongs(sqlite_workspace, text) -> None:
    plan = plan_of(sqlite_workspace, "contacts", text.encode())
    assert counts(plan) == {"created": 2}
    assert said(plan, "name", "enterprise", "position", "mobiles") == [
        ("张某", "某甲公司", "经理", "13900000001"),
        ("李某", "某乙公司", "", "13900000002"),
    ]


def test_an_address_with_a_colon_in_a_csv_makes_no_message(sqlite_workspace) -> None:
    text = "姓名,网址\n张某,网址：www.example.com\n李某,网址：www.example.org\n"
    plan = plan_of(sqlite_workspace, "contacts", text.encode())
    assert plan.header_rows == (1,)
    assert said(plan, "name") == [("张某",), ("李某",)]
