"""Files written beside their target: nothing half written stays, and nothing of others is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from chamber.errors import BadFile, Usage
from chamber.exporting.files import must_end_in, new_file, write_file
from chamber.i18n import use_language


def _write_to_a_full_disk(target: Path) -> None:
    with new_file(target) as file:
        # Small enough to wait in memory: only closing the file finds out.
        os.dup2(os.open("/dev/full", os.O_RDWR), file.out.fileno())
        file.out.write(b"some rows")


def test_what_a_killed_program_left_is_removed_when_something_is_written_there_again(tmp_path: Path) -> None:
    left = tmp_path / ".赤峰清单 O01-2021-001.xlsx.k3_x9abq.part"
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    write_file(tmp_path / "list.csv", b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]


def test_what_is_new_or_not_ours_stays(tmp_path: Path) -> None:
    others = [
        tmp_path / "film.mp4.part",
        tmp_path / ".list.xlsx.part",
        tmp_path / ".list.xlsx.SHORT.part",
        tmp_path / "list.xlsx.k3_x9abq.part",
        tmp_path / ".list.xlsx.k3_x9abq.party",
        tmp_path / ".k3_x9abq.part",
    ]
    for one in others:
        one.write_bytes(b"theirs")
    folder, link = tmp_path / ".a.xlsx.aaaaaaaa.part", tmp_path / ".b.xlsx.aaaaaaaa.part"
    folder.mkdir()
    link.symlink_to(others[0])
    for one in (*others, folder):
        os.utime(one, (1, 1))
    with new_file(tmp_path / "other.xlsx") as being_written:
        being_written.out.write(b"half")
        write_file(tmp_path / "list.xlsx", b"new")
        being_written.place()
    assert {one.name for one in tmp_path.iterdir()} == {
        *(one.name for one in others), folder.name, link.name, "other.xlsx", "list.xlsx",
    }  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_is_full_is_named_as_the_reason(tmp_path: Path) -> None:
    use_language("en")
    with pytest.raises(BadFile, match="the disk is full"):
        _write_to_a_full_disk(tmp_path / "list.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_can_not_be_made_is_named_as_the_reason(tmp_path: Path) -> None:
    use_language("en")
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(BadFile, match="there is no such folder") as refused:
        write_file(tmp_path / "a file" / "folder" / "list.csv", b"rows")
    assert not refused.value.hint_text, "no spreadsheet has it open"


def test_a_name_that_promises_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    for name in ("胸牌.pdf", "list.xls"):
        with pytest.raises(Usage):
            must_end_in(tmp_path / name, ".xlsx")
    for name in ("胸牌.xlsx", "List.XLSX", "胸牌", "2021.4.10胸牌"):
        must_end_in(tmp_path / name, ".xlsx")
