from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.text.money import in_wan, money_unit, parse_money, show_money, total, wan_value
from chamber.text.values import Money, yuan
from tests.chamber.text.strategies import ANYTHING, written

WAN = 10**6  # 分 in 1 万元

# Notations of public pages and registers: text, header unit, low and high in 万元, currency, qualifier.
NOTATIONS = [
    ("5066.7亿元", None, "50667000", "50667000", "CNY", ""),
    ("今年计划投资1.2亿元", None, "12000", "12000", "CNY", ""),
    ("计划总投资753.5亿元", None, "7535000", "7535000", "CNY", ""),
    ("1.85亿", None, "18500", "18500", "CNY", ""),
    ("采购总额约1620万元", None, "1620", "1620", "CNY", "约"),
    ("十一亿元", None, "110000", "110000", "CNY", ""),
    ("500万元以上", None, "500", None, "CNY", "以上"),
    ("2532億美元", None, "25320000", "25320000", "USD", ""),
    ("投資額達24億元", None, "240000", "240000", "CNY", ""),
    ("50(万)", None, "50", "50", "CNY", ""),
    ("29.9万人民币", None, "29.9", "29.9", "CNY", ""),
    ("25,220(万香港元)", None, "25220", "25220", "HKD", ""),
    ("2,124(万德国马克)", None, "2124", "2124", "DEM", ""),
    ("600（万元）", None, "600", "600", "CNY", ""),
    ("8,866.1000(万元（人民币）)", None, "8866.1", "8866.1", "CNY", ""),
    ("3,345(万元(欧元))", None, "3345", "3345", "EUR", ""),
    ("200(万元美元)", None, "200", "200", "USD", ""),
    ("1,000((万美元))", None, "1000", "1000", "USD", ""),
    ("400(万人民币 )", None, "400", "400", "CNY", ""),
    ("壹拾亿元整", None, "100000", "100000", "CNY", ""),
    ("人民币伍佰万元整", None, "500", "500", "CNY", ""),
    ("五千余万", None, "5000", "6000", "CNY", "余"),
    ("3000多万元", None, "3000", "4000", "CNY", "多"),
    ("1亿余元", None, "10000", "20000", "CNY", "余"),
    ("1千2百万", None, "1200", "1200", "CNY", ""),
    ("12万5千元", None, "12.5", "12.5", "CNY", ""),
    ("3亿5000万", None, "35000", "35000", "CNY", ""),
    ("3个亿", None, "30000", "30000", "CNY", ""),
    ("24亿元（含二期）", None, "240000", "240000", "CNY", ""),
    ("占地500亩，投资3亿元", None, "30000", "30000", "CNY", ""),
    ("近千万元", None, "1000", "1000", "CNY", "近"),
    ("上亿元", None, "10000", None, "CNY", "以上"),
    ("不低于5000万元", None, "5000", None, "CNY", "以上"),
    ("不超过2000万", None, None, "2000", "CNY", "以下"),
    ("1.5亿左右", None, "15000", "15000", "CNY", "约"),
    ("3－5亿元", None, "30000", "50000", "CNY", ""),
    ("8000万-1.2亿", None, "8000", "12000", "CNY", ""),
    ("三至五亿元", None, "30000", "50000", "CNY", ""),
    ("３，０００．５万", None, "3000.5", "3000.5", "CNY", ""),
    ("500w", None, "500", "500", "CNY", ""),
    ("US$ 2 million", None, "200", "200", "USD", ""),
    ("3000-5000", "单位：万元", "3000", "5000", "CNY", ""),
    ("70,000", "单位：万元、亩", "70000", "70000", "CNY", ""),
    (21387.55, "预计募集资金(万元)", "21387.55", "21387.55", "CNY", ""),
    ("500", "注册资本(万美元)", "500", "500", "USD", ""),
    ("1.2亿", "总投资（万元）", "12000", "12000", "CNY", ""),
    ("3000元", "元", "0.3", "0.3", "CNY", ""),
]


@pytest.mark.parametrize(("cell", "unit", "low", "high", "currency", "qualifier"), NOTATIONS)
def test_an_amount_is_read_in_every_notation(cell, unit, low, high, currency, qualifier):
    parsed = parse_money(cell, unit)
    fen = [
        None if end is None else yuan(end) * 10**4 if "." not in end else int(float(end) * WAN) for end in (low, high)
    ]
    assert parsed.value == Money(fen[0], fen[1], currency, qualifier)
    assert parsed.problems == ()


@pytest.mark.parametrize("cell", [None, "", "N/A", "-", "——", "***", "暂无", "无", " \u3000"])
def test_a_placeholder_is_an_empty_cell(cell):
    assert parse_money(cell).value is None
    assert parse_money(cell).problems == ()


@pytest.mark.parametrize(
    ("cell", "unit", "code"),
    [
        ("1.50412E+10", None, "shortened"),
        (date(2021, 3, 5), "万元", "money_date"),
        ("-500", "万元", "negative"),
        ("5000-3000", "万元", "range"),
        ("待定", None, "money"),
        ("面议", None, "money"),
        ("数亿元", None, "money"),
        ("500亩", "万元", "money"),
        ("100万股", None, "money"),
        ("1,2亿", None, "money"),
        ("100", "万股", "unit"),
        ("9" * 17, "万元", "large"),
    ],
)
def test_what_is_no_amount_is_reported_and_not_stored(cell, unit, code):
    parsed = parse_money(cell, unit)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == [code]


@pytest.mark.parametrize(
    ("cell", "unit", "code"),
    [
        ("18.2人民币元", None, "small"),
        ("1E-06万人民币", None, "small"),
        ("2000000亿元", None, "large"),
        ("6", None, "no_unit"),
        ("5()", None, "no_unit"),
        ("3000元", "万元", "unit_differs"),
        ("总投资20亿元，其中一期5亿元", None, "several"),
    ],
)
def test_a_doubtful_amount_is_kept_with_a_warning(cell, unit, code):
    parsed = parse_money(cell, unit)
    assert parsed.value is not None
    assert code in [problem.code for problem in parsed.problems]


def test_the_text_as_written_stays_and_does_not_make_two_amounts_differ():
    parsed = parse_money("约３０００万元").value
    assert parsed is not None
    assert parsed.text == "约３０００万元"
    assert parsed == parse_money("大约3,000万元").value
    assert parsed.to_json() == {
        "low": "30000000",
        "high": "30000000",
        "currency": "CNY",
        "qualifier": "约",
        "text": "约３０００万元",
    }


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("总投资（亿元）", (10**8, "CNY")),
        ("单位：万元、亩", (10**4, "CNY")),
        ("注册资本(万美元)", (10**4, "USD")),
        ("金额/千元", (1000, "CNY")),
        ("会费（元）", (1, "CNY")),
        ("增发数量(万股)", None),
        ("金额", None),
        ("所在单元", None),
        ("大股东认购比例(%)", None),
    ],
)
def test_the_unit_is_read_from_a_header(header, unit):
    assert money_unit(header) == unit


def test_an_amount_is_shown_as_written_when_that_says_it_all():
    assert show_money(parse_money("1千2百万").value) == "1千2百万"
    assert show_money(parse_money("3000-5000", "万元").value) == "3000-5000万元"
    assert show_money(parse_money("五千余万").value, written=False) == "5000余万元"
    assert show_money(parse_money("约3000万元").value, "en") == "about CNY 30,000,000"


def test_a_sheet_in_wan_keeps_the_qualifier_and_the_foreign_currency():
    assert in_wan(parse_money("约3000万元").value) == "约3000"
    assert in_wan(parse_money("1.2亿-2亿元").value) == "12000-20000"
    assert in_wan(parse_money("500万美元").value) == "500万美元"
    assert wan_value(parse_money("1.2亿").value) == 12000
    assert wan_value(parse_money("约1.2亿").value) is None


def test_a_total_with_an_approximate_amount_is_approximate():
    amounts = [parse_money(text).value for text in ("约3000万元", "2000万元", "1亿元", "500万美元")]
    assert [show_money(one) for one in total(amounts)] == ["约1.5亿元", "500万美元"]
    assert [show_money(one) for one in total(amounts[1:3])] == ["1.2亿元"]


def assert_reads_back(money: Money) -> None:
    assert parse_money(show_money(money)).value == money
    assert parse_money(show_money(money, written=False)).value == money
    assert parse_money(show_money(money, "en")).value == money
    assert parse_money(in_wan(money), "万元").value == money


@given(
    ANYTHING | written("0123456789.,-至约近余多上下以万亿元千百十一二三几个+()（）美港币日E "),
    st.sampled_from([None, "万元", "亿元", "万美元"]),
)
def test_any_cell_is_read_or_reported_and_what_is_shown_reads_back(cell, unit):
    parsed = parse_money(cell, unit)
    if parsed.value is not None:
        assert_reads_back(parsed.value)


@given(
    st.integers(0, 10**16),
    st.integers(0, 10**16),
    st.sampled_from(["", "约", "近"]),
    st.sampled_from(["CNY", "USD", "HKD", "CHF"]),
)
def test_every_amount_reads_back(one, other, qualifier, currency):
    assert_reads_back(Money(min(one, other), max(one, other), currency, qualifier))
    assert_reads_back(Money(one, one, currency, qualifier))
    assert_reads_back(Money(one, None, currency, "以上"))
    assert_reads_back(Money(None, one, currency, "以下"))


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("五六百万元", 500, 600), ("三五千万", 3000, 5000), ("七八亿", 70000, 80000), ("两三亿元", 20000, 30000),
        ("一百二三十万", 120, 130), ("十一二万元", 11, 12), ("约五六百万元", 500, 600),
    ],
)  # fmt: skip
def test_two_numbers_said_as_one_are_a_range(cell, low, high):
    value = parse_money(cell).value
    assert (value.low, value.high) == (low * 1_000_000, high * 1_000_000)
    assert show_money(value) == cell


def test_less_than_an_amount_has_no_lower_end():
    assert (parse_money("不足500万元").value.low, parse_money("不到500万元").value.qualifier) == (None, "以下")


@pytest.mark.parametrize(
    ("cell", "unit", "low", "high", "currency", "qualifier"),
    [
        ("3000~5000万元", None, 3000, 5000, "CNY", ""), ("3000万元～5000万元", None, 3000, 5000, "CNY", ""),
        ("~3000万元", None, 3000, 3000, "CNY", "约"), ("5-8千万", None, 5000, 8000, "CNY", ""),
        ("3-5千", "万元", 3000, 5000, "CNY", ""), ("3千-5千万", None, 3000, 5000, "CNY", ""),
        ("一两个亿", None, 10000, 20000, "CNY", ""), ("一点五亿元", None, 15000, 15000, "CNY", ""),
        ("三点二五万元", None, 3.25, 3.25, "CNY", ""), ("叄佰萬元整", None, 300, 300, "CNY", ""),
        (">500万", None, 500, None, "CNY", "以上"), ("<500万", None, None, 500, "CNY", "以下"),
        ("<500万元>", None, 500, 500, "CNY", ""), ("约合人民币3.5亿元", None, 35000, 35000, "CNY", "约"),
        ("估计500万", None, 500, 500, "CNY", "约"), ("10万新元", None, 10, 10, "SGD", ""),
        ("2亿越南盾", None, 20000, 20000, "VND", ""),
    ],
)  # fmt: skip
def test_ends_of_a_range_signs_and_spoken_decimals_are_understood(cell, unit, low, high, currency, qualifier):
    parsed = parse_money(cell, unit)
    ends = [None if end is None else int(end * WAN) for end in (low, high)]
    assert parsed.value == Money(*ends, currency, qualifier)
    assert parsed.problems == ()
    assert_reads_back(parsed.value)


@pytest.mark.parametrize("cell", ["300万海星币", "5万月亮盾", "20万某某元"])
def test_a_currency_nobody_knows_is_not_taken_for_ours(cell):
    parsed = parse_money(cell)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["money"]


@pytest.mark.parametrize(
    ("cell", "unit", "wan", "code"),
    [
        ("3000（含设备）", "万元", 3000, "aside"), ("约3000（分三期）", "万元", 3000, "aside"),
        ("500万？", None, 500, "unsure"), ("3000?", "万元", 3000, "unsure"), ("50000000", "万元", 50000000, "large"),
    ],
)  # fmt: skip
def test_what_is_said_beside_an_amount_is_told(cell, unit, wan, code):
    parsed = parse_money(cell, unit)
    assert parsed.value.low == wan * WAN
    assert parsed.value.text == cell
    assert [problem.code for problem in parsed.problems] == [code]


@pytest.mark.parametrize("cell", ["3000（亩）", "3000(含5000)", "3000（万股）"])
def test_a_bracket_that_changes_what_the_number_counts_leaves_it_unread(cell):
    assert parse_money(cell, "万元").value is None
