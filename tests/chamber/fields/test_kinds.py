"""What holds for every kind of field: what is shown reads back as the same value, and no cell makes it raise."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chamber.fields
from chamber.entity import entity_names, entity_of
from chamber.fields import Context, Kind
from tests.chamber.text.strategies import ANYTHING, written

WHERE = Context(today=date(2026, 9, 30), resolve=lambda entity, text: (7, text))

CHARACTERS = {
    "Amount": "0123456789.,-~约近余多以上下万亿千百元美港日圆()（）人民币整 壹贰叁拾佰仟",
    "Count": "0123456789.,-~约近余多以上下左右人名个万千百十一二三几+ ",
    "Number": "0123456789.,约近人名十百 ",
    "Date": "0123456789-./年月日号 一二〇初底:T",
    "DateTime": "0123456789-./年月日 :T上下晚午时点分半秒Z+PAM",
    "Deadline": "周星期一二三四五六日月末底0123456789:点 FriMonThursday",
    "Phones": "0123456789 -/、，；()（）:+*#转分机办公手机王李电话\n.telx?？OlI",
    "UsccCode": "0123456789ABCDEFGHJKLMNPQRTUWXYOIZS -",
    "Email": "abc@.com;, 无-",
    "Place": "内蒙古自治区赤峰市红山区敖汉旗呼和浩特新城松山元宝 /、",
    "Flag": "是否有无√×yesno10",
    "Rows": "上午讲话王某| ｜\n ",
    "Tags": "重点会员、，;；\n ",
}
NAMES = "王李张 　·（）()某aZ\n、/-无总经理公司\r\t"


def kinds() -> list[Kind]:
    """One of each kind as the records use it; two where they differ (a text of one line, of several)."""
    found: dict[str, Kind] = {}
    for entity in entity_names():
        for field in entity_of(entity).fields:
            name = type(field.kind).__name__ + (" of several lines" if field.kind.multiline else "")
            if isinstance(field.kind, chamber.fields.Choice):
                name += f" {field.name}"
            found.setdefault(name, field.kind)
    # No record keeps one; a form asks for it.
    found["Password"] = chamber.fields.Password()
    return [found[name] for name in sorted(found)]


def name_of(kind: Kind) -> str:
    return type(kind).__name__


def cells(kind: Kind) -> st.SearchStrategy[object]:
    """What may stand in a cell of such a field, likely and unlikely things."""
    likely = written(CHARACTERS.get(name_of(kind), NAMES), 30)
    options = getattr(kind, "options", None)
    if options:
        words = st.sampled_from([*options, *options.values()])
        likely |= words | st.lists(words, max_size=4).map("、".join)
    return likely | ANYTHING


def test_every_kind_is_tried() -> None:
    classes = (getattr(chamber.fields, name) for name in chamber.fields.__all__)
    described = {one.__name__ for one in classes if isinstance(one, type) and issubclass(one, Kind) and one is not Kind}
    assert {name_of(kind) for kind in kinds()} == described


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", kinds(), ids=name_of)
@given(data=st.data())
def test_what_is_shown_reads_back_as_the_same(kind: Kind, lang: str, data: Any) -> None:
    value = kind.parse(data.draw(cells(kind)), WHERE).value
    if value is None or kind.is_empty(value):
        return
    shown = kind.show(value, lang)
    assert kind.same(kind.parse(shown, WHERE).value, value), f"{value!r} is shown as {shown!r}"


@pytest.mark.parametrize("kind", kinds(), ids=name_of)
@given(data=st.data())
def test_what_is_stored_comes_back_as_the_same(kind: Kind, data: Any) -> None:
    value = kind.parse(data.draw(cells(kind)), WHERE).value
    if value is not None and name_of(kind) != "Link":
        assert kind.same(kind.load(kind.dump(value)), value)


def test_what_pads_a_text_is_gone_in_whatever_order_it_stands() -> None:
    assert chamber.fields.Tags().parse("\x0c\x000、\x00 \x0b重点会员\ufeff\x85", WHERE).value == ("0", "重点会员")


def test_what_nobody_sees_is_gone_from_the_ends_of_a_text() -> None:
    assert (
        chamber.fields.Text().parse("\u202a赤峰某某商贸\u200b有限公司\u202c\u200b ", WHERE).value
        == "赤峰某某商贸\u200b有限公司"
    )
