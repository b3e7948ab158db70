"""Deadlines that come again, in both languages."""

from datetime import date

import pytest

from chamber.fields import Context, Deadline

KIND = Deadline()


@pytest.mark.parametrize(
    ("text", "kept", "english"),
    [
        ("周五 10:00", "周五 10:00", "Fri 10:00"),
        ("Friday 10:00", "周五 10:00", "Fri 10:00"),
        ("Mon 9:30", "周一 9:30", "Mon 9:30"),
        ("25日 17：00", "25日 17:00", "25th 17:00"),
        ("the 1st 9:00", "the 1日 9:00", "the 1st 9:00"),
        ("15日、月末", "15日、月末", "15th、month end"),
        ("15th, month end", "15日, 月末", "15th, month end"),
        ("", "", ""),
    ],
)
def test_a_deadline_is_kept_in_chinese_and_shown_in_either_language(text, kept, english):
    assert KIND.parse(text, Context(today=date(2026, 9, 30))).value == kept
    assert KIND.show(kept, "zh") == kept
    assert KIND.show(kept, "en") == english
    assert KIND.parse(english, Context(today=date(2026, 9, 30))).value == kept


@pytest.mark.parametrize("text", ["whenever", "尽快", "45日"])
def test_what_says_neither_day_nor_time_is_refused(text):
    parsed = KIND.parse(text, Context(today=date(2026, 9, 30)))
    assert parsed.value is None
    assert parsed.problems
