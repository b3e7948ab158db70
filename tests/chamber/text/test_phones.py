from datetime import date

import pytest
from hypothesis import given

from chamber.text.masks import mask_email, mask_id_numbers, mask_name, mask_phone
from chamber.text.phones import parse_phones, show_phones
from chamber.text.values import Phone
from tests.chamber.text.strategies import ANYTHING, written


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("13900001111", [Phone("13900001111")]),
        (13900000033.0, [Phone("13900000033")]),
        ("１３９００００００３３", [Phone("13900000033")]),
        ("+86 139 0000 1111", [Phone("13900001111")]),
        ("139-0000-1111", [Phone("13900001111")]),
        ("02100001111", [Phone("021-00001111")]),
        ("0471—4310000", [Phone("0471-4310000")]),
        ("(0476)8330001", [Phone("0476-8330001")]),
        ("+86-471-4310000", [Phone("0471-4310000")]),
        ("84150973", [Phone("84150973")]),
        ("55373029-8009", [Phone("55373029", "", "8009")]),
        ("61672081*1011", [Phone("61672081", "", "1011")]),
        ("0471-4310000转801", [Phone("0471-4310000", "", "801")]),
        ("58987131/51/53", [Phone("58987131"), Phone("58987151"), Phone("58987153")]),
        ("025-56223742/47", [Phone("025-56223742"), Phone("025-56223747")]),
        ("(025)89264966/83009712", [Phone("025-89264966"), Phone("025-83009712")]),
        ("13900002222 13900003333", [Phone("13900002222"), Phone("13900003333")]),
        ("13900002222；13900003333", [Phone("13900002222"), Phone("13900003333")]),
        ("李某13900000002/0476-8330001", [Phone("13900000002", "李某"), Phone("0476-8330001")]),
        ("张\u3000某 13900000001", [Phone("13900000001", "张某")]),
        ("王某、赵某（１３９００００００３３）", [Phone("13900000033", "王某、赵某")]),
        ("138 0000 0004（微信同号）", [Phone("13800000004", "微信同号")]),
        ("13700000147(南)13900005042(北)", [Phone("13700000147", "南"), Phone("13900005042", "北")]),
        ("13900001111李某，13900002222王某", [Phone("13900001111", "李某"), Phone("13900002222", "王某")]),
        (
            "办公0471-4310000-8001，手机：139 0000 1111",
            [Phone("0471-4310000", "办公", "8001"), Phone("13900001111", "手机")],
        ),
        ("4008108888", [Phone("400-810-8888")]),
        ("+852 2888 8888", [Phone("+852 2888 8888")]),
    ],
)
def test_a_cell_of_phones_is_read(cell, phones):
    parsed = parse_phones(cell)
    assert list(parsed.value) == phones
    assert parsed.problems == ()


@pytest.mark.parametrize("cell", ["暂无", "-", "无", "", None, "***"])
def test_a_placeholder_is_no_number(cell):
    assert parse_phones(cell).value is None
    assert parse_phones(cell).problems == ()


@pytest.mark.parametrize("cell", ["139****4444", "1.39E+10", "302", "总机", "139 0000 111", date(2021, 4, 10)])
def test_what_is_no_usable_number_is_reported_and_not_kept(cell):
    parsed = parse_phones(cell)
    assert parsed.value is None
    assert parsed.problems


@pytest.mark.parametrize("cell", ["210-56870543", "1390000111", "0300-1234567"])
def test_a_wrong_number_is_kept_as_written_with_a_warning(cell):
    parsed = parse_phones(cell)
    assert parsed.value == (Phone(cell),)
    assert len(parsed.problems) == 1


@pytest.mark.parametrize("cell", ["5898713x", "0476-833000X", "139000O0092", "1390000111l", "8330001B转802"])
def test_a_letter_among_the_digits_leaves_no_number(cell):
    parsed = parse_phones(cell)
    assert parsed.value is None
    assert "letter" in [problem.code for problem in parsed.problems]


def test_a_letter_typed_for_a_digit_suggests_the_number():
    (problem,) = parse_phones("139OOOO1lll").problems
    assert problem.params["suggestion"] == "13900001111"


@pytest.mark.parametrize("cell", ["13900001111?", "13900001111？", "13900001111x"])
def test_a_number_the_sheet_doubts_is_kept_with_a_warning(cell):
    parsed = parse_phones(cell)
    assert parsed.value == (Phone("13900001111"),)
    assert [problem.code for problem in parsed.problems] == ["unsure"]


def test_an_area_code_is_added_only_when_the_sheet_gives_one():
    assert parse_phones("4310000").value == (Phone("4310000"),)
    assert parse_phones("4310000", area_code="0471").value == (Phone("0471-4310000"),)


def test_the_kind_of_a_number_follows_from_it():
    kinds = [Phone(number).kind for number in ("13900001111", "0471-4310000", "4310000", "12345", "+85228888888", "7")]
    assert kinds == ["mobile", "landline", "local", "service", "foreign", "unknown"]
    assert Phone("0471-4310000").digits == "04714310000"


@given(ANYTHING | written("0123456789 -/、，；()（）:+*#转分机办公手机王李电话\n.telx", 40))
def test_any_cell_is_read_or_reported_and_what_is_shown_reads_back(cell):
    phones = parse_phones(cell).value
    if phones is not None:
        assert parse_phones(show_phones(phones)).value == phones


def test_personal_data_is_masked():
    assert mask_name("张三丰") == "张**"
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone(Phone("0471-4310000", "办公", "801")) == "0471-43***00"
    assert mask_phone("") == ""
    assert mask_email("zhang@example.com") == "z***@example.com"
    assert mask_email("zhang@example.com 13812345678") == "z***@example.com"
    assert mask_email("zhang@13812345678 wang@example.com") == "z***"
    assert mask_id_numbers("证号11010519491231002X。") == "证号110105************。"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1.3900001111E10", "13900001111"), ("1.39000011E10", "13900001100"), ("1.39E10", None), ("1.3900001E+10", None)],
)
def test_a_number_a_program_wrote_whole_is_read_and_a_shortened_one_never(written: str, meant: str | None) -> None:
    value = parse_phones(written).value
    assert (value[0].number if value else None) == meant


@pytest.mark.parametrize("written", ["O476-8312345", "I3900001111", "0476-83I2345"])
def test_letters_in_the_place_of_digits_are_asked_about(written: str) -> None:
    assert ([problem.code for problem in parse_phones(written).problems], parse_phones(written).value) == (
        ["letter"],
        None,
    )


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("139.0000.1111", [Phone("13900001111")]),
        ("0476.833.0001", [Phone("0476-8330001")]),
        ("0476/8330001", [Phone("0476-8330001")]),
        ("+8613900001111", [Phone("13900001111")]),
        ("8613900001111", [Phone("13900001111")]),
        ("(+86)13900001111", [Phone("13900001111")]),
        ("0476-8330001转801、802", [Phone("0476-8330001", "", "801"), Phone("0476-8330001", "", "802")]),
        ("0476-8330001-801/802", [Phone("0476-8330001", "", "801"), Phone("0476-8330001", "", "802")]),
        ("13900001111.0", [Phone("13900001111")]),
    ],
)
def test_a_number_is_the_same_however_its_parts_are_joined(cell, phones):
    parsed = parse_phones(cell)
    assert list(parsed.value) == phones
    assert parsed.problems == ()
    assert parse_phones(show_phones(parsed.value)).value == parsed.value


@pytest.mark.parametrize(
    ("cell", "numbers", "codes"),
    [
        ("8330001~4", ["8330001"], ["words"]),
        ("13900001111 someone@example.com", ["13900001111"], ["words"]),
        ("微信：abc123", [], ["account"]),
        ("QQ82345678", [], ["account"]),
        ("0476-833000", ["0476-833000"], ["phone"]),
        ("04761-8330001", ["04761-8330001"], ["area"]),
        ("1390000111113900002222", ["13900001111", "13900002222"], ["unsure"]),
    ],
)
def test_what_is_no_part_of_a_number_is_told_and_no_number_of_its_own(cell, numbers, codes):
    parsed = parse_phones(cell)
    assert [phone.number for phone in parsed.value or ()] == numbers
    assert [problem.code for problem in parsed.problems] == codes
