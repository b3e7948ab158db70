"""Filters in words, as typed with and without a Chinese input method."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.search.words import Op, Term, WordsError, parse, write

FIELDS = {
    "home": "home_division", "籍贯": "home_division", "title": "title", "stage": "stage", "amount": "amount",
    "due": "due", "Tag": "tags",
}  # fmt: skip


def short(text: str) -> list[tuple[str | None, Op, tuple[str, ...], bool]]:
    return [(term.field, term.op, term.values, term.negated) for term in parse(text, FIELDS).terms]


def test_the_filters_of_the_guide_are_understood() -> None:
    assert short("home:敖汉旗 title:副会长 stage:洽谈 amount:>5000万 due:<7d") == [
        ("home_division", Op.IS, ("敖汉旗",), False),
        ("title", Op.IS, ("副会长",), False),
        ("stage", Op.IS, ("洽谈",), False),
        ("amount", Op.MORE, ("5000万",), False),
        ("due", Op.LESS, ("7d",), False),
    ]


def test_full_width_signs_count_like_their_twins() -> None:
    assert short("籍贯：敖汉旗　amount：＞＝5000万 stage：洽谈，签约") == [
        ("home_division", Op.IS, ("敖汉旗",), False),
        ("amount", Op.AT_LEAST, ("5000万",), False),
        ("stage", Op.IS, ("洽谈", "签约"), False),
    ]


@pytest.mark.parametrize(
    ("typed", "op", "values"),
    [
        ("amount:=1亿", Op.EQUAL, ("1亿",)),
        ("amount:<=1亿", Op.AT_MOST, ("1亿",)),
        ("amount:1000万..1亿", Op.BETWEEN, ("1000万", "1亿")),
        ("due:..2021-05-01", Op.BETWEEN, ("", "2021-05-01")),
        ('title:"a..b"', Op.IS, ("a..b",)),
        ('title:"副 会长",会长', Op.IS, ("副 会长", "会长")),
        ("title:“副 会长”", Op.IS, ("副 会长",)),
        ("TAG:重点", Op.IS, ("重点",)),
    ],
)
def test_operators_ranges_quotes_and_lists(typed: str, op: Op, values: tuple[str, ...]) -> None:
    (term,) = parse(typed, FIELDS).terms
    assert (term.op, term.values) == (op, values)


def test_what_is_no_filter_is_free_text() -> None:
    words = parse('赤峰 10:30 -停产 "home:x" https://a.cn stage:签约', FIELDS)
    assert words.text == "赤峰 10:30 home:x https://a.cn"
    assert [(term.field, term.values, term.negated) for term in words.filters] == [
        (None, ("停产",), True),
        ("stage", ("签约",), False),
    ]


def test_a_negation_may_be_full_width_and_a_lone_dash_is_text() -> None:
    assert short("－stage:签约 - ！赤峰") == [
        ("stage", Op.IS, ("签约",), True),
        (None, Op.IS, ("-",), False),
        (None, Op.IS, ("赤峰",), True),
    ]


def test_an_unknown_field_is_named_with_its_place_and_the_near_ones() -> None:
    with pytest.raises(WordsError) as caught:
        parse("赤峰 stagee:签约", FIELDS)
    assert caught.value.position == 3
    assert "stagee" in str(caught.value)
    assert "stage" in caught.value.hint_text


@pytest.mark.parametrize(("typed", "position"), [('赤峰 "商会', 3), ("title:“会长", 6), ("「", 0)])
def test_an_unclosed_quote_is_pointed_at(typed: str, position: int) -> None:
    with pytest.raises(WordsError) as caught:
        parse(typed, FIELDS)
    assert caught.value.position == position


@pytest.mark.parametrize("typed", ["stage:", "stage: 签约", "amount:>", 'title:""', "due:.."])
def test_a_filter_without_a_value_is_refused(typed: str) -> None:
    with pytest.raises(WordsError):
        parse(typed, FIELDS)


@given(st.text(max_size=40))
def test_any_text_is_understood_or_refused_with_a_place_in_it(typed: str) -> None:
    try:
        places = [(term.start, term.end - 1) for term in parse(typed, FIELDS).terms]
    except WordsError as error:
        places = [(error.position, error.position)]
    assert all(0 <= start <= end <= len(typed) for start, end in places)


VALUES = st.text(st.sampled_from("赤峰ab1 ,，-.:>"), min_size=1, max_size=6).filter(lambda value: ".." not in value)


@given(st.lists(st.builds(
    Term,
    field=st.sampled_from([None, "title", "stage"]),
    op=st.just(Op.IS),
    values=st.tuples(VALUES),
    negated=st.booleans(),
    start=st.just(0),
    end=st.just(0),
), max_size=4))  # fmt: skip
def test_what_is_written_is_read_back(terms: list[Term]) -> None:
    read = parse(write(terms), FIELDS).terms
    assert [(t.field, t.op, t.values, t.negated) for t in read] == [(t.field, t.op, t.values, t.negated) for t in terms]
