"""The papers of the loop as somebody prints them."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL

from chamber.deliveries import service
from chamber.deliveries.letter import write_letter
from chamber.leads.referral import referral_docx
from tests.chamber.deliveries.conftest import Liaison
from tests.chamber.deliveries.conftest import local_books as local_books


def test_the_facts_of_a_referral_stand_in_the_middle_of_their_rows(local_books: Liaison) -> None:
    paper = Document(io.BytesIO(referral_docx(local_books.ws, local_books.lead("杂粮加工"))))
    cells = [cell for table in paper.tables[:2] for row in table.rows for cell in row.cells]
    assert {cell.vertical_alignment for cell in cells} == {WD_ALIGN_VERTICAL.CENTER}


def test_the_phone_in_a_letter_has_a_line_of_its_own(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("杂粮加工")
    done = service.make_delivery(local_books.ws, local_books.office, path=tmp_path)
    lines = [one.text.strip() for one in Document(str(write_letter(local_books.ws, done.id, tmp_path))).paragraphs]
    assert lines[-2:] == ["（联系人：王某", "联系电话：0471-4310000）"]


def test_the_letter_of_an_english_sheet_is_english(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("杂粮加工")
    done = service.make_delivery(local_books.ws, local_books.office, path=tmp_path, lang="en")
    lines = [one.text.strip() for one in Document(str(write_letter(local_books.ws, done.id, tmp_path))).paragraphs]
    assert "Attached are the investment leads known to our chamber: 1 lead, of these 1 new." in lines
    assert any("(Taken up, Handler and Latest)" in line for line in lines)
    assert not any("报送" in line or "附件：" in line for line in lines)
