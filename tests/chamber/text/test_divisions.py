import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.divisions import divisions
from chamber.text.addresses import resolve_address
from chamber.text.divisions import code_range, covers, level_of, short_name
from db import reference
from tests.chamber.text.strategies import written

PLACES = divisions()
CODES = [code for code, _ in (*reference.divisions(), *reference.townships())]


@pytest.mark.parametrize(
    ("text", "within", "code"),
    [
        ("敖汉旗", None, "150430"),
        ("赤峰市敖汉旗", None, "150430"),
        ("内蒙古自治区/赤峰市/敖汉旗", None, "150430"),
        ("内蒙古 赤峰", None, "150400"),
        ("敖汉旗新惠镇", None, "150430100"),
        ("克旗", None, "150425"),
        ("阿旗", "150400", "150421"),
        ("左旗", "150400", "150422"),
        ("左旗", "150100", "150121"),
        ("喀喇沁", None, "150428"),
        ("昭乌达盟", None, "150400"),
        ("呼市", None, "150100"),
        ("新城区", "150100", "150102"),
        ("朝阳区", "110000", "110105"),
        ("北京市朝阳区", None, "110105"),
        ("鹰潭", None, "360600"),
        ("余江区", None, "360603"),
        ("四川", None, "510000"),
        ("南充", None, "511300"),
        ("吉林", None, "220000"),
        ("吉林市", None, "220200"),
        ("恩施州", None, "422800"),
        ("仙桃市", None, "429004"),
        ("赤峰籍", None, "150400"),
        ("150430", None, "150430"),
        ("蒙", None, "150000"),
    ],
)
def test_a_division_is_found_by_what_people_call_it(text, within, code):
    found = PLACES.find(text, within=within)
    assert found.value is not None
    assert found.value.code == code
    assert found.problems == ()


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("元宝山区？", "150403", "doubt"),
        ("红山区、松山区", "150402", "rest"),
        ("152401", "150402", "superseded"),
        ("朝阳区", None, "several"),
        ("左旗", None, "near"),
        ("敖罕旗", None, "near"),
        ("不是地方", None, "unknown"),
        ("999999", None, "code"),
    ],
)
def test_what_is_doubtful_about_a_division_is_said(text, code, problem):
    found = PLACES.find(text)
    assert (found.value.code if found.value else None) == code
    assert [one.code for one in found.problems] == [problem]


def test_a_placeholder_is_no_division():
    assert PLACES.find("暂无").value is None
    assert PLACES.find("暂无").problems == ()


def test_every_divisions_name_finds_it_again():
    assert [code for code in CODES if PLACES.find(PLACES.name(code)).value.code != code] == []


def test_a_name_is_shown_with_no_more_than_it_needs():
    assert PLACES.name("150430") == "敖汉旗"
    assert PLACES.name("150102") == "呼和浩特市新城区"
    assert PLACES.short("150400") == "赤峰"
    assert PLACES.to_json("150430") == {"code": "150430", "name": "敖汉旗", "path": "内蒙古自治区/赤峰市/敖汉旗"}


def test_a_city_covers_its_counties_and_they_their_townships():
    assert PLACES.covers("150400", "150430")
    assert PLACES.covers("150430", "150430100")
    assert PLACES.covers("150400", "152401")
    assert not PLACES.covers("150400", "150102")
    assert not PLACES.covers("150430", "150400")
    assert PLACES.outside("152502", "150400").render() == "锡林浩特市 is not part of 赤峰市"
    assert PLACES.outside("150430", "150400") is None


def test_chifeng_has_twelve_banners_counties_and_districts():
    assert len(PLACES.children("150400")) == 12
    assert {child.level for child in PLACES.children("150400")} == {"county"}
    assert len(PLACES.children()) == 34


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_the_range_of_a_code_holds_exactly_what_it_covers(outer, inner):
    low, high = code_range(outer)
    assert (low <= inner < high) == covers(outer, inner)


def test_levels_and_short_names_follow_from_code_and_name():
    assert [level_of(code) for code in ("150000", "150400", "150430", "150430100")] == [
        "province",
        "prefecture",
        "county",
        "township",
    ]
    assert [short_name(name) for name in ("赤峰市", "延边朝鲜族自治州", "融水苗族自治县", "赵县")] == [
        "赤峰",
        "延边",
        "融水",
        "赵县",
    ]


@pytest.mark.parametrize(
    ("address", "uscc_division", "code"),
    [
        ("内蒙古自治区呼和浩特市赛罕区昭乌达路1号", "150102", "150105"),
        ("呼市土左旗沙尔营乡", "150100", "150121"),
        ("九原区哈林格尔镇", "150207", "150207"),
        ("内蒙古自治区呼和浩特市金桥开发区昭乌达路2号", "150105", "150105"),
        ("锡林南路3号", "150102", "150102"),
        ("内蒙古自治区乌兰察布东街4号", "150105", "150105"),
        ("新城区五家组团", "150402", "150402"),
        ("市北区明珠小区", "150781", "150781"),
        ("河西镇", "150502", "150502"),
        ("巴彦乡", "150722", "150722"),
        ("准格尔旗蓝天街道", "150102", "150622"),
        ("达来诺日苏木", "150425", "150425"),
        ("", "150430", "150430"),
        ("内蒙古自治区赤峰市敖汉旗新惠镇", None, "150430"),
    ],
)
def test_an_explicit_district_wins_and_then_the_codes(address, uscc_division, code):
    found = resolve_address(PLACES, address, f"91{uscc_division}MA0N00000X" if uscc_division else None)
    assert found.value is not None
    assert found.value.code == code
    assert found.problems == ()


@pytest.mark.parametrize(
    "street", ["鄂尔多斯东街", "昭乌达路", "乌兰察布西路", "锡林南路", "海拉尔东路", "兴安北路", "哲里木路"]
)
@pytest.mark.parametrize("start", ["", "内蒙古自治区", "内蒙古自治区呼和浩特市", "呼和浩特市新城区", "呼市"])
def test_a_street_of_hohhot_named_after_a_league_is_in_hohhot(start, street):
    found = resolve_address(PLACES, f"{start}{street}12号", "91150100MA0N00000X")
    assert found.value is not None
    assert PLACES.covers("150100", found.value.code)


def test_with_only_the_prefecture_known_it_is_the_prefecture_with_a_warning():
    found = resolve_address(PLACES, "呼和浩特市如意开发区", "91150100MA0N00000X")
    assert found.value.code == "150100"
    assert [problem.code for problem in found.problems] == ["prefecture"]


def test_a_warning_without_an_address_names_the_code_it_comes_from():
    (problem,) = resolve_address(PLACES, "", "91150100MA0N00000X").problems
    assert problem.params["text"] == "91150100MA0N00000X"


def test_an_address_that_says_nothing_is_reported():
    assert resolve_address(PLACES, "某某路1号").value is None
    assert [problem.code for problem in resolve_address(PLACES, "某某路1号").problems] == ["unknown"]
    assert resolve_address(PLACES, "").problems == ()


@given(
    st.text(max_size=20) | written("内蒙古赤峰市敖汉旗左右区县?？路街 /、1504"),
    st.sampled_from([None, "150400", "150000"]),
)
def test_no_text_makes_the_gazetteer_fail(text, within):
    found = PLACES.find(text, within=within)
    assert found.value is None or PLACES.get(found.value.code) == found.value
    resolve_address(PLACES, text, "91150430MA0N00000X")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("祖籍赤峰", "150400"), ("老家：敖汉旗", "150430"), ("赤峰市（宁城）", "150429"), ("宁城（赤峰市）", "150429"),
        ("內蒙古赤峰市", "150400"), ("赤峯市", "150400"), ("赤 峰 市", "150400"), ("150430000000", "150430"),
        ("150430000", "150430"),
    ],
)  # fmt: skip
def test_a_place_is_found_however_it_is_put(text, code):
    found = PLACES.find(text, None)
    assert (found.value and found.value.code, found.problems) == (code, ())
