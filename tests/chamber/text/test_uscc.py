import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.cn import uscc as library

from chamber.text.uscc import (
    check_digit,
    division_of,
    is_old_number,
    is_resident_id,
    is_valid,
    is_valid_old_number,
    parse_uscc,
)
from tests.chamber.text.strategies import ANYTHING, written

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.from_regex(rf"9[1-3][0-9]{{6}}[{ALPHABET}]{{9}}", fullmatch=True))
def test_the_check_digit_is_the_librarys(head):
    code = head + check_digit(head)
    assert is_valid(code)
    assert library.is_valid(code)
    wrong = code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % 31]
    assert not is_valid(wrong)
    assert not library.is_valid(wrong)


def test_a_code_is_read_with_spaces_in_lower_case_and_full_width():
    code = "911504303" + "41234567"
    code += check_digit(code)
    for cell in (
        code,
        f" {code[:8]} {code[8:]} ",
        code.lower(),
        f"统一社会信用代码：{code}",
        f"（三证合一）{code}",
        f"{code}（1-1）",
    ):
        assert parse_uscc(cell).value == code
        assert parse_uscc(cell).problems == ()


def test_a_wrong_check_digit_is_kept_with_a_warning():
    code = "911504303412345670"
    code = code if not is_valid(code) else code[:-1] + "1"
    parsed = parse_uscc(code)
    assert parsed.value == code
    assert [(problem.code, problem.severity) for problem in parsed.problems] == [("check_digit", "warning")]


def test_the_letter_o_for_zero_is_suggested_and_never_put_right_in_silence():
    code = "91150430041234560"
    code += check_digit(code)
    mistaken = code[:9] + code[9:].replace("0", "O")
    parsed = parse_uscc(mistaken)
    assert parsed.value == mistaken
    assert parsed.problems[0].params["suggestion"] == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("9.115E+17", "shortened"),
        (9.11501001141546e17, "shortened"),
        (110108000000016, "old_number"),
        ("110108000000016", "old_number"),
        ("11010519491231002X", "resident_id"),
        ("办理中", "length"),
        ("1234567890", "length"),
    ],
)
def test_what_is_no_code_is_told_apart(cell, code):
    parsed = parse_uscc(cell)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == [code]


def test_old_registration_numbers_have_their_own_check_digit():
    assert is_old_number("110108000000016")
    assert is_valid_old_number("110108000000016")
    assert not is_valid_old_number("110108000000017")


def test_the_id_number_of_a_person_is_never_part_of_a_message():
    assert is_resident_id("11010519491231002X") == ric.is_valid("11010519491231002X")
    assert "1949" not in parse_uscc("11010519491231002X").problems[0].render()


def test_the_division_is_in_the_code():
    assert division_of("91150430MA0N00000X") == "150430"
    assert division_of("911000001000013428") == ""
    assert division_of("150404000001234") == "150404"
    assert division_of("") == ""


@given(ANYTHING | written(ALPHABET + "OIZS -", 20))
def test_any_cell_is_read_or_reported_and_what_is_kept_reads_back(cell):
    value = parse_uscc(cell).value
    if value is not None:
        assert parse_uscc(value).value == value
