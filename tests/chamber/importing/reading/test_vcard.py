from __future__ import annotations

from chamber.importing.reading import read_workbook

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:王某某
N:王;某某;;;
ORG:甲公司;市场部
TITLE:经理
TEL;TYPE=CELL:13900001111
item1.TEL;TYPE=WORK,FAX:0476-8312346
EMAIL;TYPE=INTERNET:a@example.com
ADR;TYPE=WORK:;;某街1号\\, 2楼;赤峰市;内蒙古;024000;中国
NOTE:推介会上认识\\n
  同乡
X-QQ:12345
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E;=E6=
=9F=90;;;
TEL;CELL:139-0000-2222
TEL;HOME:0476-8312345
END:VCARD
"""


def test_cards_of_a_telephone_are_rows() -> None:
    book = read_workbook(CARDS.encode("gb18030"), "名片.vcf")
    titles, first, second = book.sheets[0].rows
    told = [dict(zip(titles, row, strict=False)) for row in (first, second)]
    assert (book.format, book.encoding) == ("vcf", "gb18030")
    assert {title: value for title, value in told[0].items() if value} == {
        "姓名": "王某某",
        "单位": "甲公司",
        "部门": "市场部",
        "职务": "经理",
        "联系电话": "13900001111",
        "传真": "0476-8312346",
        "邮箱": "a@example.com",
        "地址": "内蒙古赤峰市某街1号, 2楼",
        "备注": "推介会上认识\n 同乡",
        "其他": "X-QQ: 12345",
    }
    assert (told[1]["姓名"], told[1]["联系电话"]) == ("李某", "139-0000-2222；0476-8312345")


def test_a_card_cut_off_or_of_nothing_is_no_row() -> None:
    rows = read_workbook(b"BEGIN:VCARD\nFN:A\nEND:VCARD\nBEGIN:VCARD\nFN:B", "a.vcf").sheets[0].rows
    assert [row[0] for row in rows[1:]] == ["A"]
