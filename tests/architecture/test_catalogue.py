"""Whoever reads Chinese reads Chinese everywhere, and the check that proves it does find what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.catalogue import CATALOGUE, error_positions, problems


def test_every_message_has_its_chinese_and_every_chinese_its_message() -> None:
    assert problems() == []


def test_the_message_of_an_error_is_found_wherever_its_class_takes_it() -> None:
    positions = error_positions()
    assert positions["NotFound"] == 0
    assert positions["Invalid"] == 1


@pytest.mark.parametrize(
    ("source", "entry", "complaint"),
    [
        ('_("Saved")', "", "has no translation"),
        ("", 'msgid "Gone"\nmsgstr "没了"', "is used nowhere"),
        ('N_("Saved")', 'msgid "Saved"\nmsgstr ""', "is not translated"),
        ('N_("Saved")', '#, fuzzy\nmsgid "Saved"\nmsgstr "已存"', "is fuzzy"),
        ('_("{n} saved")', 'msgid "{n} saved"\nmsgstr "已存"', "different placeholders"),
        ('ngettext_("{n} row", "{n} rows", n)', 'msgid "{n} row"\nmsgstr "{n} 行"', "'{n} rows' has no translation"),
        (
            'raise NotFound("No such office", hint="Look again")',
            'msgid "Look again"\nmsgstr "再看"',
            "'No such office' has no",
        ),
        ('N_("Saved")', 'msgid "Saved"\nmsgstr "“已存”"', "has “, which is one cell wide or two"),
        ('_(f"{n} saved")', "", "put together at run time"),
        ('_("Saved " + name)', "", "put together at run time"),
    ],
)
def test_the_check_finds_what_is_wrong(source: str, entry: str, complaint: str, tmp_path: Path) -> None:
    folder = tmp_path / CATALOGUE
    folder.mkdir(parents=True)
    (folder / "x.po").write_text(f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n{entry}\n', "utf-8")
    (tmp_path / "chamber" / "x.py").write_text(source, "utf-8")
    assert any(complaint in line for line in problems(tmp_path))


def test_a_right_catalogue_has_no_problems(tmp_path: Path) -> None:
    folder = tmp_path / CATALOGUE
    folder.mkdir(parents=True)
    (folder / "x.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "{n} saved"\nmsgstr "已存 {n}"\n',
        "utf-8",
    )
    (tmp_path / "chamber" / "x.py").write_text('_("{n} saved").format(n=1)', "utf-8")
    assert problems(tmp_path) == []
