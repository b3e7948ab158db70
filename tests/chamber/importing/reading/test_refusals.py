"""Nothing a stranger sends crashes a reader: it is read, or refused in one way, with a hint."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import msoffcrypto
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from chamber.errors import BadFile, NotFound
from chamber.importing.reading import Limits, read_workbook

from . import files

ROSTER: dict[str, list[Sequence[object]]] = {
    "名单": [["姓名", "电话"], *([f"张某{number}", 13900000000 + number] for number in range(60))]
}
LIMITS = Limits(unpacked_bytes=8 << 20, cells=200_000)
SEEDS = [
    files.xlsx(ROSTER, {"名单": ["D1:E1"]}),
    files.xls(ROSTER),
    files.biff5(ROSTER["名单"]),
    files.ods(
        "<table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    ),
    b"<table><tr><td rowspan=2>x<td>y<tr><td>z</table>",
    '姓名,电话\n"张某",139\n'.encode("gb18030"),
    "姓名\t电话\n张某\t139\n".encode("utf-16"),
]


def survives(data: bytes) -> None:
    try:
        book = read_workbook(data, "x", LIMITS)
    except BadFile as error:
        refused: BadFile = error
    else:
        assert all(isinstance(row, tuple) for sheet in book.sheets for row in sheet.rows)
        return
    assert str(refused)
    assert refused.hint_text


@given(st.binary(max_size=600))
def test_random_bytes(data: bytes) -> None:
    survives(data)


@given(st.sampled_from(SEEDS), st.floats(0, 1))
def test_truncated_files(seed: bytes, share: float) -> None:
    survives(seed[: int(len(seed) * share)])


@settings(deadline=None)
@given(st.sampled_from(SEEDS), st.randoms(use_true_random=False))
def test_bytes_changed_at_random(seed: bytes, chance: random.Random) -> None:
    data = bytearray(seed)
    for _ in range(chance.randint(1, 40)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    survives(bytes(data))


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_parts_of_an_xlsx_changed_at_random(chance: random.Random) -> None:
    with zipfile.ZipFile(io.BytesIO(SEEDS[0])) as zipped:
        named = {name: bytearray(zipped.read(name)) for name in zipped.namelist()}
    for content in chance.sample([*named.values()], 2):
        for _ in range(chance.randint(1, 10)):
            content[chance.randrange(len(content))] = chance.choice(b"<>/\"'= 0129AZ&;\x00\xff")
    survives(files.parts({name: bytes(content) for name, content in named.items()}))


@given(st.text(alphabet="姓,\t;\"'=\r\n\0 1<>&/tabler", max_size=400))
def test_random_texts(text: str) -> None:
    survives(text.encode())
    survives(b"<table>" + text.encode())


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        (b"\xff\xd8\xff\xe0JFIF", "picture"),
        (b"Rar!\x1a\x07\0", "archive"),
        (files.parts({"word/document.xml": "<w/>", "[Content_Types].xml": ""}), "Word"),
        (files.parts({"ppt/presentation.xml": "<p/>"}), "presentation"),
        (files.parts({"xl/workbook.bin": b"\x01"}), "xlsb"),
        (files.parts({"Index/Document.iwa": b"\x01"}), "Numbers"),
        (files.parts({"名单.csv": "a,b"}), "archive"),
        (files.parts({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "text document"),
        (b'[{"a": "b"}]', "JSON"),
        (b"ID;PWXL;N;E\r\nC;Y1;X1;K1\r\n", "SYLK"),
        (b"TABLE\r\n0,1\r\n", "DIF"),
        (random.Random(1).randbytes(5000), "binary"),
    ],
    # An archive holds the time it was made: ids made of its bytes would differ between the workers.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_spreadsheet_is_named(data: bytes, what: str) -> None:
    with pytest.raises(BadFile, match="not a spreadsheet") as caught:
        read_workbook(data, "名单.xlsx")
    assert what in str(caught.value)
    assert caught.value.hint_text


@pytest.mark.parametrize("data", [b"", b" \r\n", "﻿".encode(), b"\0" * 100])
def test_an_empty_file_is_told_apart(data: bytes) -> None:
    with pytest.raises(BadFile, match="is empty"):
        read_workbook(data, "a.xlsx")


def test_a_missing_path_a_folder_and_a_large_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_workbook(tmp_path / "无.xlsx")
    with pytest.raises(BadFile, match="folder"):
        read_workbook(tmp_path)
    (tmp_path / "a.csv").write_text("a,b\n" * 10)
    with pytest.raises(BadFile, match="too large"):
        read_workbook(tmp_path / "a.csv", limits=Limits(file_bytes=10))


def test_a_truncated_xlsx_is_called_damaged() -> None:
    with pytest.raises(BadFile, match="damaged"):
        read_workbook(SEEDS[0][:-200], "a.xlsx")


def test_a_workbook_with_a_password_says_so_and_opens_with_it() -> None:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(SEEDS[0])).encrypt("chifeng", locked)
    with pytest.raises(BadFile, match="protected"):
        read_workbook(locked.getvalue(), "a.xlsx")
    with pytest.raises(BadFile, match="password does not open"):
        read_workbook(locked.getvalue(), "a.xlsx", password="wrong")
    assert read_workbook(locked.getvalue(), password="chifeng").sheets[0].rows[1] == ("张某0", 13900000000)
    assert msoffcrypto.OfficeFile(locked).is_encrypted()


def test_zip_bombs_are_refused() -> None:
    huge = b'<row r="1"><c r="A1"><v>1</v></c></row>' + b" " * (9 << 20)
    with pytest.raises(BadFile, match="unpacks"):
        read_workbook(files.raw_xlsx(huge), limits=LIMITS)
    with pytest.raises(BadFile, match="unpacks"):
        read_workbook(files.raw_xlsx(huge), limits=Limits(ratio=50, ratio_from=1 << 20))
    with pytest.raises(BadFile, match="unpacks"):
        read_workbook(
            files.raw_xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=" " * (9 << 20)), limits=LIMITS
        )


def test_a_part_that_lies_about_its_size_is_counted_all_the_same() -> None:
    data = bytearray(files.raw_xlsx("", strings=" " * (9 << 20)))
    size = (9 << 20).to_bytes(4, "little")
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"sharedStrings.xml"))
    assert at > 0
    true_size = int.from_bytes(data[at + 24 : at + 28], "little")
    assert true_size > int.from_bytes(size, "little")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    with pytest.raises(BadFile):
        read_workbook(bytes(data), limits=LIMITS)


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = files.flat_ods(
        "<table:table><table:table-row><table:table-cell><text:p>&b;</text:p></table:table-cell></table:table-row></table:table>"
    )
    with pytest.raises(BadFile, match="entities"):
        read_workbook(body.replace("?>", f"?>{bomb}", 1).encode())
    with pytest.raises(BadFile, match="entities"):
        read_workbook(files.parts({"content.xml": body.replace("?>", f"?>{bomb}", 1)}))


def test_too_many_cells_are_refused() -> None:
    with pytest.raises(BadFile, match="cells"):
        read_workbook(("a,b\n" * 1000).encode(), limits=Limits(cells=100))
    with pytest.raises(BadFile, match="cells"):
        read_workbook(SEEDS[0], limits=Limits(cells=100))


def test_a_link_to_another_file_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<worksheet><sheetData/></worksheet>")
    with zipfile.ZipFile(io.BytesIO(files.raw_xlsx(""))) as zipped:
        named = {name: zipped.read(name) for name in zipped.namelist()}
    rels = "xl/_rels/workbook.xml.rels"
    named[rels] = named[rels].replace(
        b'Target="worksheets/sheet1.xml"', f'TargetMode="External" Target="{secret}"'.encode()
    )
    with pytest.raises(BadFile):
        read_workbook(files.parts(named))
