"""Filters in words, as lists, the search and the command line take them, on both backends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chamber import lists, records
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.exporting.tables import export_table
from chamber.fields import Linked
from chamber.filtering import MOST, read
from chamber.filters.names import names_of
from chamber.finding import search
from chamber.members.service import admit
from chamber.search.words import WordsError
from chamber.workspace import Workspace

# It is Tuesday, 2021-04-20 (tests.conftest.NOW).


def values(ws: Workspace, entity: str, **texts: object) -> dict[str, Any]:
    with ws.read() as reader:
        return records.parse_values(ws, reader, entity, texts)[0]


@pytest.fixture
def house(workspace: Workspace) -> Workspace:
    """Two members of 敖汉旗, one of them 副会长 with a lead, one enterprise of elsewhere that is none."""
    ws = workspace
    first = admit(ws, values(ws, "enterprise", name="恒源商贸有限公司", home_division="敖汉旗", tags="重点"))
    admit(
        ws,
        values(ws, "enterprise", name="蒙兴建筑有限公司", home_division="敖汉旗"),
        values(ws, "membership", status="欠费"),
    )
    records.add(ws, "enterprise", values(ws, "enterprise", name="瑞阳商贸有限公司", home_division="宁城县"))
    member = Linked("恒源商贸有限公司", first.changed["enterprise"][0])
    records.add(ws, "post", values(ws, "post", title="副会长") | {"enterprise": member})
    for project, amount, due in (("光伏", "8000万元", "2021-04-22"), ("肉牛", "约3000万元", "2021-05-20")):
        texts = {"project": project, "amount": amount, "next_due": due}
        records.add(ws, "lead", values(ws, "lead", **texts) | {"investor": member})
    return ws


def found(ws: Workspace, view: str, text: str) -> list[str]:
    window = lists.window(ws, view, read(ws, view, text).conditions)
    title = lists.column(view, entity_of(lists.entity_name(view)).title)
    return [row.cells[0][:2] for row in lists.page(ws, window, 0, 100, [title])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("home:敖汉旗", ["恒源", "蒙兴"]),
        ("籍贯：赤峰市", ["恒源", "蒙兴", "瑞阳"]),
        ("-home:敖汉旗", ["瑞阳"]),
        ("title:副会长", ["恒源"]),
        ("status:欠费,正常", ["恒源", "蒙兴"]),
        ("会员状态:arrears", ["蒙兴"]),
        ("tags:空", ["蒙兴", "瑞阳"]),
        ("tags:*", ["恒源"]),
        ("商贸 home:敖汉旗", ["恒源"]),
        ("hysm", ["恒源"]),
        ("home:敖汉旗 -商贸", ["蒙兴"]),
        ('"瑞阳商贸"', ["瑞阳"]),
        ("-title:*", ["蒙兴", "瑞阳"]),
    ],
)  # fmt: skip
def test_enterprises_are_filtered_in_words(text: str, expected: list[str], house: Workspace) -> None:
    assert sorted(found(house, "enterprise", text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("home:敖汉旗 title:副会长 stage:登记 amount:>5000万 due:<7d", ["光伏"]),
        ("amount:2000万..8000万", ["光伏", "肉牛"]),
        ("amount:<8000万", ["肉牛"]),
        ("拟投资额：＞＝3000万", ["光伏", "肉牛"]),
        ("next_due:本周", ["光伏"]),
        ("due:30d", ["光伏", "肉牛"]),
        ("next_due:2021-05", ["肉牛"]),
        ("next_due:>2021-04", ["肉牛"]),
        ("next_due:..2021-04-22", ["光伏"]),
        ("due:..2021-04-22", ["光伏", "肉牛"]),
        ("due:2021-05", []),
        ("到期:<今天", []),
        ("first_reported_at:today", ["光伏", "肉牛"]),
        ("first_reported_at:yesterday", []),
        ("title:副会长 home:宁城县", []),
    ],
)  # fmt: skip
def test_leads_are_filtered_by_amount_and_time(text: str, expected: list[str], house: Workspace) -> None:
    assert sorted(found(house, "lead", text)) == sorted(expected)


@pytest.mark.parametrize(
    ("view", "word", "key"),
    [
        ("lead", "金额", "amount"),
        ("lead", "电话", "contact_phones"),
        ("lead", "手机", "contact_phones"),
        ("lead", "编号", "code"),
        ("lead", "状态", "stage"),
        ("lead", "阶段", "stage"),
        ("lead", "行业", "industry"),
        ("lead", "负责人", "owner"),
        ("member", "电话", "phones"),
        ("member", "手机", "phones"),
        ("member", "籍贯", "home_division"),
        ("member", "家乡", "home_division"),
        ("member", "状态", "membership.status"),
        ("member", "负责人", "legal_representative"),
        ("person", "电话", "mobiles"),
        ("event", "状态", "status"),
        ("attendance", "电话", "phone"),
        ("attendance", "状态", "presence"),
        ("office", "金额", "minimum_amount"),
        ("office", "电话", "contacts"),
        ("delivery", "编号", "number"),
    ],
)
def test_everyday_words_mean_the_field_of_the_list(view: str, word: str, key: str) -> None:
    assert names_of(view)[word] == key


def test_an_amount_is_asked_for_by_its_everyday_word(house: Workspace) -> None:
    assert found(house, "lead", "金额:>5000万") == ["光伏"]
    assert [hit.title for hit in search(house, "金额:>5000万")] == ["光伏"]


def test_an_offices_phone_is_found_by_its_everyday_word(house: Workspace) -> None:
    for name, phone in (("甲联络处", "13900001111"), ("乙联络处", "13900002222")):
        texts = {"name": name, "kind": "招商局", "divisions": "赤峰市", "contacts": f"王某|主任|{phone}"}
        records.add(house, "office", values(house, "office", **texts))
    assert found(house, "office", "电话:13900002222") == ["乙联"]


def test_a_search_passes_over_the_kinds_that_cannot_be_what_is_asked(house: Workspace) -> None:
    records.add(house, "event", values(house, "event", name="推介会", kinds="推介会", starts_at="2021-04-01 9:00"))
    assert {hit.kind for hit in search(house, "状态:正常")} == {"enterprise"}
    with pytest.raises(Invalid):
        search(house, "状态:绝无此事")


def test_every_field_of_every_list_can_be_named_in_a_filter(workspace: Workspace) -> None:
    for view in ("member", "enterprise", "person", "event", "attendance", "policy", "lead", "office", "delivery"):
        for one in lists.filterable(view):
            name = one.key.replace(".", "_")
            assert names_of(view)[name] == one.key
            assert found(workspace, view, f"{name}:空 {name}:*") == [], (view, one.key)


def test_an_unknown_field_is_refused_with_names_that_are_near(house: Workspace) -> None:
    with pytest.raises(WordsError) as caught:
        read(house, "member", "hom:敖汉旗")
    assert "home" in caught.value.hint_text


def test_an_unclosed_quote_and_values_that_make_no_sense_are_refused(house: Workspace) -> None:
    with pytest.raises(WordsError):
        read(house, "member", 'home:"敖汉')
    for text in ("stage:哦", "amount:很多", "due:某天", "project:>3", "due:<99999999d", "due:<9999y"):
        with pytest.raises(Invalid):
            read(house, "lead", text)


def test_free_text_comes_best_first_until_an_order_is_asked_for(house: Workspace) -> None:
    records.add(house, "enterprise", {"name": "阿商贸"})
    records.add(house, "enterprise", {"name": "商贸"})
    conditions = read(house, "enterprise", "商贸").conditions
    name = [lists.column("enterprise", "name")]
    best = lists.page(house, lists.window(house, "enterprise", conditions), 0, 9, name)
    assert best[0].cells == ("商贸",)
    by_name = lists.window(house, "enterprise", conditions, lists.sort_order("enterprise", "name"))
    assert lists.page(house, by_name, 0, 9, name)[0].cells == ("阿商贸",)


def test_a_list_holds_all_that_a_text_finds_the_best_of_them_first(
    house: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with house.write("import", "import {what}", what="enterprise") as writer:
        rows = [{"name": f"第{number}商贸行", "home_division": "150429"} for number in range(MOST + 20)]
        records.add_in(house, writer, "enterprise", rows, checked=True)
    records.add(house, "enterprise", {"name": "商贸"})
    conditions = read(house, "enterprise", "商贸").conditions
    ids = lists.window(house, "enterprise").ids
    name = [lists.column("enterprise", "name")]
    wanted = {
        row.id for row in lists.page(house, lists.window(house, "enterprise"), 0, 9_999, name) if "商贸" in row.cells[0]
    }
    assert MOST < len(wanted) < len(ids)
    first, whole = lists.first_page(house, "enterprise", conditions), lists.window(house, "enterprise", conditions)
    assert not first.complete
    assert (whole.complete, whole.cut) == (True, False)
    assert list(whole.ids[: len(first)]) == list(first.ids) == list(conditions[0].value)
    assert len(whole) == len(wanted)
    assert set(whole.ids) == wanted
    assert list(whole.ids[len(first) :]) == [one for one in ids if one in set(whole.ids[len(first) :])]
    assert lists.total(house, "enterprise", conditions) == len(wanted)
    by_name = lists.sort_order("enterprise", "name", True)
    assert set(lists.first_page(house, "enterprise", conditions, by_name).ids) == wanted
    monkeypatch.setattr("chamber.narrowing.MOST_FOUND", MOST)
    cut = lists.window(house, "enterprise", conditions)
    assert (list(cut.ids), cut.cut) == (list(first.ids), True)
    assert set(lists.window(house, "enterprise", conditions, most=lists.ALL).ids) == wanted


def test_an_export_takes_all_that_a_text_finds(
    house: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("chamber.filtering.MOST", 2)
    monkeypatch.setattr("chamber.narrowing.MOST_FOUND", 2)
    for number in range(5):
        records.add(house, "enterprise", {"name": f"第{number}商贸行"})
    wanted = len(lists.window(house, "enterprise", read(house, "enterprise", "商贸").conditions, most=lists.ALL))
    done = export_table(house, "enterprises", words="商贸", path=tmp_path / "商贸.xlsx")
    assert done.rows == wanted > 5


def test_a_filter_beside_a_common_word_misses_nothing(house: Workspace) -> None:
    with house.write("import", "import {what}", what="enterprise") as writer:
        rows = [{"name": f"商贸{number}", "home_division": "150429"} for number in range(MOST + 20)]
        records.add_in(house, writer, "enterprise", rows, checked=True)
    assert read(house, "enterprise", "商贸").capped
    assert found(house, "enterprise", "商贸 home:敖汉旗") == ["恒源"]


def test_the_search_takes_filters_and_asks_the_kinds_that_have_the_fields(house: Workspace) -> None:
    assert {hit.title[:2] for hit in search(house, "home:敖汉旗 商贸")} == {"恒源", "光伏", "肉牛"}
    assert {hit.kind for hit in search(house, "stage:登记")} == {"lead"}
    with pytest.raises(Invalid):
        search(house, "stage:登记 mobiles:138")
    with pytest.raises(WordsError):
        search(house, "nothing:x")


def test_fewer_hits_than_asked_for_are_all_there_are(house: Workspace) -> None:
    for number in range(4):
        name = f"敖汉第{number}农场"
        records.add(house, "enterprise", values(house, "enterprise", name=name, home_division="敖汉旗"))
    records.add(house, "person", values(house, "person", name="李某", home_division="敖汉旗"))
    hits = search(house, "home:敖汉旗", limit=5)
    assert len(hits) == 5
    assert len({hit.kind for hit in hits}) > 1
