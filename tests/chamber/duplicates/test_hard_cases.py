"""Names and people as they really come: what is one all the same, and what stays two whatever else agrees."""

from __future__ import annotations

import pytest

from chamber.divisions import parse_company
from chamber.duplicates.record import Company, Individual, Tier
from chamber.duplicates.rules import barred, may_be_same, same_company, same_person
from chamber.duplicates.service import pairs
from chamber.workspace import Workspace
from tests.chamber.duplicates.test_duplicates import enterprise, person

SHARED = {"phones": "13800000001", "legal_representative": "王远山", "address": "某某大街12号3层301室"}


def company(name: str, **known: object) -> Company:
    agreeing = {
        "city": "1504",
        "phones": frozenset(["13800000001"]),
        "representative": "王远山",
        "address": "某某大街12号3层301室",
    }
    return Company(0, parse_company(name), **(agreeing | known))  # type: ignore[arg-type]


TWO = [
    ("阿拉善左旗远山商贸有限公司", "阿拉善右旗远山商贸有限公司"),
    ("巴林左旗远山牧业专业合作社", "巴林右旗远山牧业专业合作社"),
    ("赤峰东升商贸有限公司", "赤峰西升商贸有限公司"),
    ("科尔沁左翼中旗远山牧业有限公司", "科尔沁左翼后旗远山牧业有限公司"),
    ("赤峰远山第一建筑工程有限公司", "赤峰远山第二建筑工程有限公司"),
    ("赤峰远山1号院物业有限公司", "赤峰远山2号院物业有限公司"),
    ("赤峰远山一分厂", "赤峰远山二分厂"),
    ("赤峰远山商贸有限公司", "赤峰远山商贸有限公司红山分公司"),
    ("赤峰远山商贸有限公司红山分公司", "赤峰远山商贸有限公司松山分公司"),
    ("中远银行赤峰市红山支行", "中远银行赤峰市红旗支行"),
    ("赤峰远山商贸有限公司", "赤峰远山商贸有限公司呼和浩特办事处"),
    ("赤峰远山商贸有限公司", "通辽远山商贸有限公司"),
    ("敖汉旗远山商贸有限公司", "宁城县远山商贸有限公司"),
    ("赤峰远山药业有限公司", "赤峰远山实业有限公司"),
    ("赤峰远山牧业有限公司", "赤峰远山牧业专业合作社"),
    ("赤峰远山集团有限公司", "赤峰远山食品有限公司"),
    ("赤峰远山集团有限公司", "赤峰远山集团食品有限公司"),
    ("赤峰远山集团有限公司", "赤峰远山集团有限公司红山分公司"),
    ("赤峰远山牧业集团有限公司", "赤峰远山牧业专业合作社"),
    ("赤峰远山集团有限公司", "通辽远山有限公司"),
    ("赤峰第一远山集团有限公司", "赤峰第二远山有限公司"),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_siblings_stay_two_however_much_else_agrees(one: str, other: str) -> None:
    assert same_company(company(one), company(other)) is None
    assert same_company(company(other), company(one)) is None


ONE = [
    ("赤峰远山商贸有限公司", "赤峰远山商贸有限责任公司"),
    ("赤峰远山食品有限公司", "赤峰远山食品股份有限公司"),
    ("赤峰远山食品股份有限公司", "赤峰远山食品股份有限责任公司"),
    ("赤峰远山(集团)有限公司", "赤峰远山（集团）有限责任公司"),
    ("赤峰远山集团有限公司", "赤峰远山（集团）有限公司"),
    ("赤峰远山（集团）有限公司", "赤峰远山有限公司"),
    ("内蒙古远山乳业股份有限公司", "内蒙古远山乳业（集团）股份有限公司"),
    ("赤峰远山集团", "赤峰远山有限公司"),
    ("赤峰远山建设集团有限公司", "赤峰远山建设有限公司"),
    ("赤峰远山宏牧业集团有限公司", "赤峰远山洪牧业有限公司"),
    ("远山（赤峰）商贸有限公司", "赤峰市远山商贸有限公司"),
    ("内蒙古远山商贸有限公司", "赤峰远山商贸有限公司"),
    ("赤峰 远山 商贸有限公司", "赤峰遠山商貿有限公司"),
    ("赤峰ＡＢＣ商贸有限公司", "赤峰abc商贸有限公司"),
    ("赤峰·远山商贸有限公司", "赤峰远山商贸有限公司"),
    ("赤峰远山商贸有限公司红山分公司", "赤峰远山商贸有限责任公司红山分公司"),
    ("赤峰远山商贸有限公司红山分店", "赤峰远山商贸有陷公司红山分店"),
    ("赤峰远山宏农牧业有限公司", "赤峰远山洪农牧业有限公司"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_ways_of_writing_one_name_are_proposed_when_something_else_agrees(one: str, other: str) -> None:
    left, right = company(one), company(other)
    assert may_be_same(left, right)
    assert same_company(left, right) is not None
    assert same_company(right, left) is not None


def test_a_firm_and_the_group_of_its_name_are_proposed_with_one_phone_but_never_certain_nor_by_the_name_alone() -> None:
    nothing = {"phones": frozenset[str](), "representative": "", "address": ""}
    firm, group = "内蒙古远山乳业股份有限公司", "内蒙古远山乳业（集团）股份有限公司"
    phone = nothing | {"phones": frozenset(["13800000001"])}
    found = same_company(company(firm, **phone), company(group, **phone))
    assert found is not None
    assert "the same name, one of them a group" in found.reasons
    every = same_company(company(firm), company(group))
    assert every is not None
    assert (found.tier, every.tier) == (Tier.LIKELY, Tier.LIKELY)
    assert same_company(company(firm, **nothing), company(group, **nothing)) is None


@pytest.mark.parametrize("name", [name for pair in (*TWO, *ONE) for name in pair])
def test_a_company_always_equals_itself(name: str) -> None:
    assert not barred(parse_company(name), parse_company(name))
    found = same_company(company(name), company(name))
    assert found is not None
    assert found.tier is Tier.CERTAIN


def test_a_former_name_is_the_company_that_bears_another_one_now(workspace: Workspace) -> None:
    now = enterprise(workspace, "赤峰云杉商贸有限公司", former_names=("赤峰远山商贸有限公司",), phones="13800000001")
    old = enterprise(workspace, "赤峰市远山商贸有限责任公司", phones="13800000001")
    (found,) = pairs(workspace, "enterprise")
    assert (found.left, found.right) == (now, old)
    assert "the short or former name of the other" in found.verdict.reasons


def test_a_shared_office_phone_and_address_make_nobody_the_same(workspace: Workspace) -> None:
    for name in ("赤峰远山商贸有限公司", "赤峰云杉广告有限公司", "赤峰红柳物流有限公司", "赤峰百合餐饮管理有限公司"):
        enterprise(workspace, name, **SHARED)
    assert pairs(workspace, "enterprise") == []


def test_the_same_name_in_two_cities_registered_apart_is_no_pair(workspace: Workspace) -> None:
    for city in ("150400", "150100"):
        enterprise(workspace, "远山商贸有限公司", business_division=city)
    assert pairs(workspace, "enterprise") == []


def test_a_contact_of_an_enterprise_brings_it_to_its_other_spelling(workspace: Workspace) -> None:
    from chamber.fields import Linked

    one = enterprise(workspace, "赤峰远山宏农牧业有限公司")
    other = enterprise(workspace, "赤峰远山洪农牧业有限公司", phones="13800000001")
    person(workspace, "王远山", enterprise=Linked("", one), mobiles="13800000001")
    assert [(found.left, found.right) for found in pairs(workspace, "enterprise")] == [(one, other)]


def someone(**known: object) -> Individual:
    return Individual(0, **({"name": "王远山"} | known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"mobiles": frozenset(["13800000001"])}, {"mobiles": frozenset(["13800000002"])}),
        ({"mobiles": frozenset(["13800000001"])}, {"name": "李红柳", "mobiles": frozenset(["13800000001"])}),
        ({"landlines": frozenset(["04768220000"])}, {"name": "李红柳", "landlines": frozenset(["04768220000"])}),
        ({"position": "总经理", "unit": "|远山商贸|"}, {"position": "总经理", "unit": "|云杉商贸|"}),
        (
            {"birthday": "1970-01-01", "mobiles": frozenset(["13800000001"])},
            {"birthday": "1999-12-31", "mobiles": frozenset(["13800000001"])},
        ),
        (
            {"id_number": "1", "mobiles": frozenset(["13800000001"])},
            {"id_number": "2", "mobiles": frozenset(["13800000001"])},
        ),
    ],
)
def test_people_of_one_name_or_one_office_phone_stay_two(one: dict[str, object], other: dict[str, object]) -> None:
    assert same_person(someone(**one), someone(**other)) is None


def test_father_and_son_on_one_phone_and_a_slip_in_a_name_are_told_apart() -> None:
    phone = frozenset(["13800000001"])
    assert same_person(someone(name="王远山", mobiles=phone), someone(name="王山", mobiles=phone)) is None
    found = same_person(someone(name="王远山", mobiles=phone), someone(name="王远杉", mobiles=phone))
    assert found is not None
    assert found.tier is Tier.LIKELY
