"""Readings of names: what is searched by and sorted by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.text import pinyin
from chamber.text.folding import fold, fold_all

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("赤峰商会", "chifengshanghui"),
        ("重庆重型机械", "chongqingzhongxingjixie"),
        ("蚌埠市", "bengbushi"),
        ("台州", "taizhou"),
        ("乐清音乐", "yueqingyinyue"),
        ("中国银行", "zhongguoyinhang"),
        ("长春市成长会计", "changchunshichengzhangkuaiji"),
        ("东莞大厦", "dongguandasha"),
        ("吕女略", "lvnvlue"),
        ("克什克腾旗", "keshiketengqi"),
    ],
)
def test_cities_and_company_words_are_read_as_they_are_said(name: str, spelled: str) -> None:
    assert pinyin.spelling(name) == spelled


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("曾祥", "zx"),
        ("单雄", "sx"),
        ("仇英", "qy"),
        ("查良", "zl"),
        ("解缙", "xj"),
        ("区志", "oz"),
        ("翟志", "zz"),
        ("尉迟恭", "ycg"),
        ("长孙无忌", "zswj"),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, first: str) -> None:
    assert pinyin.initials(name, person=True)[0] == first


def test_the_other_reading_of_a_surname_stays_searchable() -> None:
    assert pinyin.initials("曾祥", person=True) == ("zx", "cx")
    assert pinyin.syllables("翟志", person=True)[0] == ("zhai", "di")


def test_a_company_is_not_read_as_a_person() -> None:
    assert pinyin.initials("单县查验区")[0] == "sxcyq"


def test_brackets_and_spaces_leave_no_trace() -> None:
    assert pinyin.initials("内蒙古（集团） ＡＢ-1")[0] == pinyin.initials("内蒙古(集团)ab1")[0] == "nmgjtab1"


def test_a_list_is_in_pinyin_order_and_keeps_a_surname_together() -> None:
    names = ["章五", "张四", "重庆", "阿里", "张三", "章二", "长春", "ABC", "3M", "中国"]
    assert sorted(names, key=pinyin.sort_key) == [
        "3M", "ABC", "阿里", "长春", "重庆", "张三", "张四", "章二", "章五", "中国",
    ]  # fmt: skip


def test_people_are_in_the_order_of_their_surnames_readings_companies_are_not() -> None:
    people = ["曾祥", "查海峰", "曹磊", "单明哲", "沙某", "解磊", "介某", "欧阳某", "张三", "区某"]
    ordered = ["曹磊", "介某", "欧阳某", "区某", "沙某", "单明哲", "解磊", "曾祥", "查海峰", "张三"]
    assert sorted(people, key=lambda name: pinyin.sort_key(name, person=True)) == ordered
    assert pinyin.person_sort_keys(people) == [pinyin.sort_key(name, person=True) for name in people]
    assert sorted(["查干诺尔", "曹家", "单县"], key=pinyin.sort_key)[1] == "查干诺尔"


def test_the_letters_divide_a_sorted_list() -> None:
    floors = [pinyin.sort_floor(letter) for letter in "0129abcdefghijklmnopqrstuvwxyz"]
    assert floors == sorted(set(floors))
    assert pinyin.sort_floor("C") <= pinyin.sort_key("赤峰") < pinyin.sort_floor("d")


@given(HAN)
def test_every_reading_of_the_list_is_a_reading_of_the_table(name: str) -> None:
    readings = pinyin.syllables(name)
    assert len(readings) == len(fold(name))
    assert all(each in pinyin.all_readings() or not each.isascii() for options in readings for each in options)


@given(HAN, HAN)
def test_a_sort_key_is_plain_letters_and_digits_and_follows_the_prefix(one: str, other: str) -> None:
    key = pinyin.sort_key(one)
    assert key.isascii()
    assert key == key.lower()
    assert key.isalnum()
    assert pinyin.sort_key("赤峰" + one) > pinyin.sort_key("赤峰")
    assert (pinyin.sort_key(one) == pinyin.sort_key(other)) == (fold(one) == fold(other))


MIXED = st.text(st.sampled_from("赤峰银行长乐重庆Ａ1é㐂（）·\n\x1e ﬁё̈"), max_size=8)


@given(st.lists(st.one_of(HAN, MIXED), max_size=6))
def test_names_by_the_thousand_are_folded_and_sorted_as_each_alone(names: list[str]) -> None:
    assert fold_all(names) == [fold(name) for name in names]
    assert pinyin.sort_keys(names) == [pinyin.sort_key(name) for name in names]


def test_ranks_fit_three_characters() -> None:
    assert len(pinyin._table().text) + 16 < 36**3
