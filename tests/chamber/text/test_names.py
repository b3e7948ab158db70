import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.divisions import company_names, parse_company
from chamber.text.names import guards, normalise, opposed, same_key
from chamber.text.persons import normalise_person, parse_person, person_key
from tests.chamber.text.strategies import written

NAMES = company_names()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("内蒙古某牛乳业(集团)股份有限公司", "内蒙古某牛乳业（集团）股份有限公司"),
        ("内蒙古某牛乳业(集团)股份有限公司", "內蒙古 某牛乳業（集團）股份有限公司"),
        ("赤峰宏达商贸有限公司", "赤峰市宏达商贸有限责任公司"),
        ("赤峰宏达商贸有限公司", "宏达商贸（赤峰）有限公司"),
        ("赤峰宏达商贸有限公司", "内蒙古赤峰宏达商贸有限公司"),
        ("赤峰宏达商贸有限公司", "赤峰　宏达商贸　有限公司"),
        ("克旗宏达牧业有限公司", "克什克腾旗宏达牧业有限公司"),
    ],
)
def test_two_ways_of_writing_a_company_meet(one, other):
    assert same_key(one, NAMES) == same_key(other, NAMES)
    assert guards(parse_company(one), parse_company(other)) == ()


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("赤峰宏达商贸有限公司", "呼和浩特宏达商贸有限公司", "region"),
        ("赤峰宏达商贸有限公司", "赤峰宏达商贸有限公司敖汉分公司", "branch"),
        ("赤峰宏达商贸有限公司第一分公司", "赤峰宏达商贸有限公司第二分公司", "branch"),
        ("赤峰第一建筑公司", "赤峰第二建筑公司", "number"),
        ("巴林左旗粮库", "巴林右旗粮库", "region"),
        ("赤峰东街饭店", "赤峰西街饭店", "side"),
        ("赤峰宏达牧业有限公司", "赤峰宏达牧业专业合作社", "form"),
    ],
)
def test_siblings_are_kept_apart(one, other, reason):
    assert same_key(one, NAMES) != same_key(other, NAMES) or reason == "form"
    assert reason in guards(parse_company(one), parse_company(other))


def test_a_name_is_taken_apart():
    name = parse_company("内蒙古自治区赤峰市宏达商贸有限责任公司敖汉分公司")
    assert (name.core, name.regions, name.legal_form, name.branch) == (
        "宏达商贸",
        ("150400",),
        "有限公司",
        "敖汉分公司",
    )
    assert (name.trade, name.industry) == ("宏达", "商贸")


def test_a_city_within_a_trade_name_is_no_region():
    assert parse_company("赤峰安康医药有限公司").regions == ("150400",)
    assert parse_company("赤峰安康医药有限公司").core == "安康医药"


def test_a_name_of_nothing_but_a_region_or_a_form_stays_itself():
    assert [parse_company(name).core for name in ("北京", "公司", "")] == ["北京", "公司", ""]


def test_only_words_that_tell_siblings_apart_oppose():
    assert opposed("巴林左旗", "巴林右旗")
    assert not opposed("巴林左旗", "巴林左旗")
    assert not opposed("宏达", "宏大")


@given(st.text(max_size=30) | written("赤峰市内蒙古宏达商贸（集团）(有限)股份责任公司第一二分公司左右东西旗 "))
def test_any_name_is_taken_apart_and_equals_itself(name):
    parsed = parse_company(name)
    assert guards(parsed, parsed) == ()
    assert same_key(name, NAMES) == same_key(f" {name}　", NAMES)
    assert normalise(normalise(name)) == normalise(name)


def test_a_persons_name_loses_the_spaces_of_layout():
    assert normalise_person("王　勇某") == "王勇某"
    assert normalise_person("Aaron  Zhu") == "Aaron Zhu"
    assert person_key("陳　振") == person_key("陈振")


@pytest.mark.parametrize(
    ("text", "name", "title", "stands_in", "absent"),
    [
        ("李某（代）", "李某", "", True, ""),
        ("王某(代李某)", "王某", "", True, "李某"),
        ("张三丰总经理", "张三丰", "总经理", False, ""),
        ("王总", "王总", "", False, ""),
        ("代小强", "代小强", "", False, ""),
        ("欧阳修先生", "欧阳修", "先生", False, ""),
    ],
)
def test_titles_and_stand_ins_are_told_from_the_name(text, name, title, stands_in, absent):
    person = parse_person(text)
    assert (person.name, person.title, person.stands_in, person.stands_in_for) == (name, title, stands_in, absent)


@given(st.text(max_size=20) | written("王李张三 （代）()总经理先生"))
def test_no_text_makes_the_reader_of_persons_fail(text):
    parse_person(text)
    assert normalise_person(normalise_person(text)) == normalise_person(text)
