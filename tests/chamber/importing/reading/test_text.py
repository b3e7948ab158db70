from __future__ import annotations

import pytest

from chamber.importing.reading import Row, read_workbook
from chamber.importing.reading.delimited import unguarded

CSV = "姓名,单位,电话\r\n曾祥某,赤峰某某公司,13900000001\r\n单某,,0476-8330001\r\n"
ROWS = [("姓名", "单位", "电话"), ("曾祥某", "赤峰某某公司", "13900000001"), ("单某", None, "0476-8330001")]


def rows(text: str | bytes) -> list[Row]:
    data = text.encode() if isinstance(text, str) else text
    return read_workbook(data, "名单.csv").sheets[0].rows


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_every_encoding_a_secretariat_meets_is_recognised(encoding: str, told: str) -> None:
    book = read_workbook(CSV.encode(encoding), "名单.csv")
    assert (book.format, book.encoding, book.sheets[0].name) == ("csv", told, "名单")
    assert book.sheets[0].rows == ROWS


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，", "；", "｜", "@", "^", "#", "~", "、", "/"])
def test_delimiters_are_sniffed(delimiter: str) -> None:
    assert rows(CSV.replace(",", delimiter)) == ROWS


def test_what_lists_things_in_a_cell_parts_no_columns() -> None:
    assert rows("单位、姓名\n甲公司、张某\n乙公司、李某\n") == [("单位、姓名",), ("甲公司、张某",), ("乙公司、李某",)]
    assert rows("时间,姓名\n2021/4/10,张某\n2021/4/11,李某\n")[1] == ("2021/4/10", "张某")
    assert rows("张某/甲公司/a@example.com\n李某/乙公司/b@example.com\n") == [
        ("张某/甲公司/a@example.com",),
        ("李某/乙公司/b@example.com",),
    ]


def test_a_phone_list_inside_a_cell_does_not_decide_the_delimiter() -> None:
    assert rows("姓名,电话\n张某,139;138\n李某,137;136\n")[1] == ("张某", "139;138")


def test_characters_of_real_names_beyond_gbk_survive() -> None:
    assert rows("姓名,电话\n㐂某𠮷,1\n".encode("gb18030"))[1] == ("㐂某𠮷", "1")


def test_a_few_broken_bytes_do_not_turn_utf8_into_other_characters() -> None:
    data = (CSV * 20).encode().replace("曾".encode(), "曾".encode()[:2], 1)
    book = read_workbook(data, "a.csv")
    assert book.encoding == "utf-8"
    assert book.sheets[0].rows[0] == ROWS[0]
    assert len(book.notes) == 1


def test_mixed_line_ends_quoted_line_breaks_and_blank_lines_keep_row_numbers() -> None:
    assert rows('a,b\r\n"1\n2",3\n\n4,5\r6,"7,8"') == [("a", "b"), ("1\n2", "3"), (), ("4", "5"), ("6", "7,8")]


def test_ragged_lines_stay_as_long_as_they_are() -> None:
    assert rows("a,b,c\n1,2\n1,2,3,4\n,,\n1,,3\n") == [
        ("a", "b", "c"),
        ("1", "2"),
        ("1", "2", "3", "4"),
        (),
        ("1", None, "3"),
    ]


def test_wrapped_and_guarded_cells_are_taken_out_of_their_wrapping() -> None:
    text = '"=""企业名称""","=""电话"""\n="赤峰某某公司",="04768330001"\n"\t=1+1","\t139"\n'
    assert rows(text) == [("企业名称", "电话"), ("赤峰某某公司", "04768330001"), ("=1+1", "139")]
    assert unguarded('="a""b"') == 'a"b'
    assert rows("企业名称,电话\n某某公司,=13900000001\n")[1] == ("某某公司", "13900000001")
    assert unguarded("\t\t1") == "\t1"


def test_a_quote_that_never_closes_does_not_swallow_the_file() -> None:
    body = "".join(f"{number},公司{number}\n" for number in range(1000))
    book = read_workbook(f'序号,单位\n0,"某公司\n{body}'.encode())
    assert len(book.sheets[0].rows) == 1002
    assert book.sheets[0].rows[1] == ("0", '"某公司')
    assert len(book.notes) == 1


def test_nul_characters_are_taken_out_and_noted() -> None:
    book = read_workbook(b"name,phone\nA\x00B,1\n")
    assert book.sheets[0].rows[1] == ("AB", "1")
    assert len(book.notes) == 1


def test_blank_cells_far_down_a_long_list_are_blank_too() -> None:
    text = "name,phone,note\n" + "".join(f"name {row},{row},　\n" for row in range(30_000)) + "last,   ,\t\n"
    found = rows(text)
    assert found[-2] == ("name 29999", "29999", None)
    assert found[-1] == ("last", None, None)


def test_excel_s_own_separator_line_is_no_row() -> None:
    assert rows("sep=;\r\na;b,c\r\n1;2,3\r\n") == [("a", "b,c"), ("1", "2,3")]


def test_a_list_of_names_is_one_column() -> None:
    assert rows("张某\n李某\n王某\n") == [("张某",), ("李某",), ("王某",)]


ROLL = """#接龙
4月10日推介会报名，格式：姓名 单位 电话
1. 王某 赤峰某某商贸有限公司 13900000001
2、李某，内蒙古某某集团，总经理，138-0000-0002
3. 敖汉旗某某合作社 赵某 139 0000 0003
4）包某13900000004
5. 乌日娜某 2人 不吃辣
6.
"""


def test_a_roll_pasted_from_a_chat_becomes_columns() -> None:
    book = read_workbook(ROLL.encode(), "-")
    (sheet,) = book.sheets
    assert book.format == "chat"
    assert sheet.titles == ("序号", "姓名", "单位", "职务", "电话", "人数", "备注")
    assert sheet.rows[:2] == [("#接龙",), ("4月10日推介会报名，格式：姓名 单位 电话",)]
    assert sheet.rows[2] == (1, "王某", "赤峰某某商贸有限公司", None, "13900000001", None, None)
    assert sheet.rows[3] == (2, "李某", "内蒙古某某集团", "总经理", "138-0000-0002", None, None)
    assert sheet.rows[4][1:5] == ("赵某", "敖汉旗某某合作社", None, "139 0000 0003")
    assert sheet.rows[5][1:5] == ("包某", None, None, "13900000004")
    assert sheet.rows[6] == (5, "乌日娜某", None, None, None, "2人", "不吃辣")
    assert sheet.rows[7] == (6, None, None, None, None, None, None)


def test_a_roll_without_its_mark_is_known_by_its_numbers() -> None:
    text = "１．姓名：王某 单位：赤峰某公司 电话：13900000001\n２．李某、赤峰某厂\n３．赵某\n"
    book = read_workbook(text.encode(), "-")
    assert book.format == "chat"
    assert [row[1] for row in book.sheets[0].rows] == ["王某", "李某", "赵某"]
    assert book.sheets[0].rows[0][2:5] == ("赤峰某公司", None, "13900000001")


def test_a_roll_with_firms_and_remarks_in_brackets_short_firms_and_masked_numbers() -> None:
    roll = """#接龙
1. 李某（乙公司）139 0000 0002 2人
2、王某/丙食品/总经理/13900000003（素食）
3. 吴总 戊公司 138xxxx0008
4. 赵某（代）丁集团 13900000004"""
    rows = [row[1:] for row in read_workbook(roll.encode()).sheets[0].rows[1:]]
    assert rows == [
        ("李某", "乙公司", None, "139 0000 0002", "2人", None),
        ("王某", "丙食品", "总经理", "13900000003", None, "素食"),
        ("吴总", "戊公司", None, "138xxxx0008", None, None),
        ("赵某（代）", "丁集团", None, "13900000004", None, None),
    ]


def test_lines_copied_with_who_sent_them_and_when_are_people_and_not_their_senders() -> None:
    text = """2021-04-09 08:30:12 张某
张某 甲公司 报名1人 13900000001
2021-04-09 08:31:00 李某
李某 丙厂 厂长 13900000002
2021-04-09 08:35:00 王某
收到，丙公司王某 13900000003
"""
    rows = read_workbook(text.encode()).sheets[0].rows
    assert [row[1:] for row in rows[1::2]] == [
        ("张某", "甲公司", None, "13900000001", "报名1人", None),
        ("李某", "丙厂", "厂长", "13900000002", None, None),
        ("王某", "丙公司", None, "13900000003", None, "收到"),
    ]
    assert rows[2] == ("2021-04-09 08:31:00 李某",)


def test_a_table_that_numbers_its_first_cells_is_no_roll() -> None:
    book = read_workbook(
        "项目名称,投资方\n1.某甲项目,甲公司\n2.某乙项目,乙公司\n3.某丙项目,丙公司\n".encode(), "项目.csv"
    )
    assert (book.format, book.sheets[0].rows[:2]) == ("csv", [("项目名称", "投资方"), ("1.某甲项目", "甲公司")])


def test_a_numbered_csv_is_no_roll() -> None:
    assert read_workbook("序号,姓名\n1,王某\n2,李某\n3,赵某\n".encode()).format == "csv"


@pytest.mark.parametrize("after", ["", '赵某,"丁公司",3\n'])
def test_a_quote_that_nobody_closes_takes_no_other_line_with_it(after):
    sheet = read_workbook(f'姓名,单位,数\n王某,"丙公司,1\n李某,乙公司,2\n{after}'.encode(), "a.csv").sheets[0]
    assert [row[0] for row in sheet.rows] == ["姓名", "王某", "李某", "赵某"][: 4 if after else 3]


def test_a_list_from_taiwan_is_told_by_its_words() -> None:
    book = read_workbook("公司名稱,聯絡人\r\n甲貿易有限公司,陳某某\r\n".encode("big5"), "a.csv")
    assert (book.encoding, book.sheets[0].rows[1]) == ("big5", ("甲貿易有限公司", "陳某某"))


def test_the_mark_of_utf8_before_gb18030_is_not_believed() -> None:
    book = read_workbook(b"\xef\xbb\xbf" + CSV.encode("gb18030"), "a.csv")
    assert (book.encoding, book.sheets[0].rows) == ("gb18030", ROWS)


@pytest.mark.parametrize("pattern", ["\t{}", "{}\t", '"\t{}"'])
def test_a_tab_in_every_cell_sets_nothing_apart(pattern: str) -> None:
    lines = [",".join(pattern.format(cell) for cell in line.split(",")) for line in CSV.split("\r\n") if line]
    assert [tuple(cell and str(cell).strip() for cell in row) for row in rows("\n".join(lines))] == ROWS


@pytest.mark.parametrize(
    ("rule", "upright"), [("|---|:--:|---|", "|"), ("+----+----+----+", "|"), ("├──┼──┼──┤", "│"), ("╠══╬══╬══╣", "║")]
)
def test_tables_drawn_with_characters_have_no_rules_for_records(rule: str, upright: str) -> None:
    lines = [
        upright + upright.join(f" {cell} " for cell in row.split(",")) + upright for row in CSV.split("\r\n") if row
    ]
    read = rows("\n".join([rule, lines[0], rule, *lines[1:], rule]))
    assert [tuple((cell and str(cell).strip()) or None for cell in row)[1:4] for row in read] == [
        (),
        ROWS[0],
        (),
        *ROWS[1:],
    ]


def test_a_dash_for_nothing_is_no_rule() -> None:
    assert rows("a\tb\n-\t-\n--\t1\n")[1:] == [("-", "-"), ("--", "1")]
