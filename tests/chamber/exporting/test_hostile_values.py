"""Text that a spreadsheet would compute, shorten or lose leaves and comes home unchanged."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from chamber import records
from chamber.deliveries import service
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.layout import Layout
from chamber.deliveries.returned import read_returned, rows_of
from tests.chamber.deliveries.conftest import Liaison

HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "=1+1",
    "+86 138",
    "-近200",
    "@x",
    "＝1+1",
    "123456789012345678",
    "第一行\n第二行",
    "㐂𠮷",
    '带"引号"，与,逗号',
    "x" * 32_767,
]
OFFICE = shutil.which("soffice")


def delivered(books: Liaison, folder: Path, file_format: str, encoding: str = "utf-8-sig") -> tuple[Path, Layout]:
    for number, text in enumerate(HOSTILE):
        books.lead(f"项目{number:02}", summary=text)
    done = service.make_delivery(books.ws, books.office, path=folder, file_format=file_format, encoding=encoding)
    service.send(books.ws, done.id)
    return Path(done.path), Layout.load(books.get("delivery", done.id).layout)


def summaries(path: Path, layout: Layout) -> list[str]:
    return [row.cells["summary"] for row in rows_of(read_returned(path), layout).rows]


@pytest.mark.parametrize(("file_format", "encoding"), [("xlsx", "utf-8-sig"), ("csv", "utf-8-sig"), ("csv", "gb18030")])
def test_it_comes_home_as_it_left(books: Liaison, tmp_path: Path, file_format: str, encoding: str) -> None:
    path, layout = delivered(books, tmp_path, file_format, encoding)
    assert summaries(path, layout) == HOSTILE
    assert not plan_feedback(books.ws, path).updates


def test_hostile_values_come_home_from_a_long_list(local_books: Liaison, tmp_path: Path) -> None:
    """More rows than are made at a time, so that hostile ones stand among many others."""
    with local_books.ws.read() as reader:
        given = {"target_division": "敖汉旗", "investor": "虚构投资有限公司"}
        shared, _warnings = records.parse_values(local_books.ws, reader, "lead", given)
    wanted = [HOSTILE[number % 10] if number % 97 == 0 else f"建设内容{number}" for number in range(2_300)]
    with local_books.ws.write("add", "leads") as writer:
        rows = [shared | {"project": f"项目{number:04}", "summary": text} for number, text in enumerate(wanted)]
        records.add_in(local_books.ws, writer, "lead", rows)
    for file_format in ("xlsx", "csv"):
        done = service.make_delivery(local_books.ws, local_books.office, path=tmp_path, file_format=file_format)
        layout = Layout.load(local_books.get("delivery", done.id).layout)
        assert summaries(Path(done.path), layout) == wanted
        plan = plan_feedback(local_books.ws, Path(done.path))
        assert (plan.updates, plan.candidates, plan.not_returned) == ((), (), ())


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("made_as", "saved_as"), [("xlsx", "xlsx"), ("xlsx", "csv"), ("xlsx", "xls"), ("csv", "csv"), ("csv", "xlsx")]
)
def test_libreoffice_opens_and_saves_it_without_computing_it(
    local_books: Liaison, tmp_path: Path, made_as: str, saved_as: str
) -> None:
    path, layout = delivered(local_books, tmp_path, made_as)
    target = tmp_path / "saved"
    filters = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76", "xlsx": "xlsx", "xls": "xls"}
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            # What the dialog of a person who opens a csv proposes: commas, quotes, UTF-8.
            *(["--infilter=CSV:44,34,76,1"] if made_as == "csv" else []),
            "--convert-to",
            filters[saved_as],
            "--outdir",
            str(target),
            str(path),
        ],
        check=True,
        capture_output=True,
    )
    saved = target / path.with_suffix(f".{saved_as}").name
    assert summaries(saved, layout) == HOSTILE
    plan = plan_feedback(local_books.ws, saved)
    assert (len(plan.updates), len(plan.candidates)) == (0, 0)
