"""The name of a contact inside free text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.text.hidden_names import NOBODY, Names, names_in

TANG = Names("唐强", "虚构投资有限公司")


@pytest.mark.parametrize(
    ("contact", "names"),
    [
        ("唐强", ("唐强",)),
        ("唐　强", ("唐强",)),
        ("唐强总经理", ("唐强",)),
        ("唐强（总经理）", ("唐强",)),
        ("唐强 13900002222", ("唐强",)),
        ("唐强、李四经理", ("唐强", "李四")),
        ("唐总", ("唐总",)),
        ("阿拉坦·其其格", ("阿拉坦·其其格",)),
        ("Aaron Zhu", ("Aaron Zhu",)),
        ("唐", ()),
        ("总经理", ()),
        ("待定", ()),
        ("", ()),
    ],
)
def test_the_names_in_a_contact_are_without_titles_and_numbers(contact: str, names: tuple[str, ...]) -> None:
    assert names_in(contact) == names


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("联系唐强", "联系唐**"),
        ("唐强先生来访，唐强说要地", "唐**先生来访，唐**说要地"),
        ("唐总来访", "唐总来访"),
        ("Tang Qiang, TANG Qiang, Tangqiang; Qiang Tang", "T**, T**, T**; Q**"),
        ("Tang Qianghua, tangqiangde", "Tang Qianghua, tangqiangde"),
        ("李四来访", "李四来访"),
        ("", ""),
    ],
)
def test_a_name_in_a_text_is_masked_like_the_contact(text: str, shown: str) -> None:
    assert TANG.hide(text) == shown


def test_a_word_that_is_spelt_like_a_name_is_left() -> None:
    assert Names("马克").hide("make it; Ma Ke") == "make it; M**"


@pytest.mark.parametrize(
    ("firm", "text", "shown"),
    [
        ("唐强食品有限公司", "唐强食品有限公司老板唐强", "唐强食品有限公司老板唐**"),
        ("内蒙古唐强食品有限公司", "唐强食品扩产，找唐强", "唐强食品扩产，找唐**"),
        ("唐强（内蒙古）食品有限公司", "唐强（内蒙古）食品有限公司", "唐强（内蒙古）食品有限公司"),
        ("唐强", "唐强", "唐**"),
        ("唐强（虚构投资有限公司）", "唐强（虚构投资有限公司）", "唐**（虚构投资有限公司）"),
        ("虚构投资有限公司唐强", "虚构投资有限公司唐强", "虚构投资有限公司唐**"),
    ],
)
def test_the_name_of_the_firm_stays(firm: str, text: str, shown: str) -> None:
    assert Names("唐强", firm).hide(text) == shown


def test_a_latin_name_is_a_word_of_its_own() -> None:
    names = Names("Aaron Zhu", "Aaron Zhu Foods Ltd")
    assert names.hide("AARON ZHU of Aaron Zhu Foods Ltd; Aaron Zhuang") == "A** of Aaron Zhu Foods Ltd; Aaron Zhuang"


def test_nobody_hides_nothing() -> None:
    assert NOBODY.hide("联系唐强") == "联系唐强"
    assert NOBODY.put_back("联系唐**", "联系唐强") == "联系唐**"


_WRITTEN = st.lists(
    st.sampled_from(["唐强", "Tang Qiang", "TANG Qiang", "联系", "，", "李四", "唐强食品", " 139 ", "老板"])
)


@given(_WRITTEN.map("".join), st.sampled_from(["", "；另需仓库", "，唐总"]))
def test_what_is_written_on_to_a_masked_text_gets_the_names_back(text: str, more: str) -> None:
    for names in (TANG, Names("唐强", "唐强食品有限公司"), Names("唐强、李四")):
        assert names.put_back(names.hide(text) + more, text) == text + more


def test_a_mask_that_was_moved_or_copied_is_the_contact_still() -> None:
    assert TANG.put_back("唐**已来，另约唐**", "联系唐强") == "唐强已来，另约唐强"
    assert TANG.put_back("已联系唐**", "") == "已联系唐强"


def test_what_is_no_mask_of_the_name_is_left() -> None:
    assert TANG.put_back("唐***@qq.com，李**", "联系唐强") == "唐***@qq.com，李**"
    assert TANG.put_back("唐**不便透露", "唐**不便透露") == "唐**不便透露"
