"""Files written beside their target: nothing half written stays, and nothing of others is touched."""

from __future__ import annotations

import os
from pathlib import Path

from chamber.exporting.files import new_file, write_file


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
