from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.workdays import (
    Calendar,
    Due,
    LeadClock,
    LeadIntervals,
    RequestIntervals,
    lead_duties,
    next_report,
    request_due,
)

CALENDAR = Calendar()
REQUESTS = RequestIntervals()
LEADS = LeadIntervals()


@pytest.mark.parametrize(
    ("received", "complexity", "due"),
    [
        (date(2021, 4, 23), "一般", date(2021, 4, 26)),  # Sunday 04-25 works
        (date(2021, 4, 30), "一般", date(2021, 5, 7)),
        (date(2021, 4, 30), "复杂", date(2021, 5, 11)),  # Saturday 05-08 works
        (date(2021, 4, 10), "一般", date(2021, 4, 13)),
        (date(2021, 4, 10), "复杂", date(2021, 4, 16)),
        (date(2021, 4, 10), "简单", date(2021, 4, 10)),
    ],
)
def test_a_request_is_due_by_the_state_councils_calendar(received, complexity, due):
    assert request_due(received, complexity, CALENDAR, REQUESTS) == Due(due)


def test_a_lead_filed_before_the_national_holiday_has_these_duties():
    duties = dict(lead_duties(LeadClock(date(2026, 9, 30)), CALENDAR, LEADS))
    assert duties == {
        "response": Due(date(2026, 10, 8)),
        "assessment": Due(date(2026, 10, 10)),
        "feedback": Due(date(2026, 10, 8)),
        "report": Due(date(2026, 10, 14)),
        "stall": Due(date(2026, 10, 30)),
    }


def test_a_duty_that_was_done_is_no_longer_due_and_the_next_report_counts_from_the_last():
    lead = LeadClock(date(2026, 9, 30), responded=date(2026, 10, 8), reported=date(2026, 10, 14))
    duties = dict(lead_duties(lead, CALENDAR, LEADS))
    assert "response" not in duties
    assert duties["report"] == Due(date(2026, 10, 28))


def test_a_closed_lead_has_no_duties():
    assert lead_duties(LeadClock(date(2026, 9, 30), closed=True), CALENDAR, LEADS) == ()


def test_intervals_are_settings():
    duties = dict(lead_duties(LeadClock(date(2026, 9, 30)), CALENDAR, LeadIntervals(response=2, stall=10)))
    assert duties["response"].on == date(2026, 10, 9)
    assert duties["stall"].on == date(2026, 10, 10)


def test_a_year_without_a_published_calendar_is_monday_to_friday_and_estimated():
    assert CALENDAR.add_workdays(date(2027, 1, 1), 1) == Due(date(2027, 1, 4), estimated=True)
    assert CALENDAR.add_workdays(date(2026, 12, 31), 1).estimated
    assert not CALENDAR.add_workdays(date(2026, 12, 30), 1).estimated


def test_a_loaded_calendar_settles_its_year():
    loaded = Calendar.of_rows([(date(2027, 2, 8), False), (date(2027, 2, 6), True)])
    assert loaded.add_workdays(date(2027, 2, 5), 1) == Due(date(2027, 2, 6))
    assert loaded.add_workdays(date(2027, 2, 6), 1) == Due(date(2027, 2, 9))


def test_a_loaded_calendar_wins_over_the_shipped_one():
    loaded = Calendar.of_rows([(date(2026, 10, 8), False)])
    assert CALENDAR.is_workday(date(2026, 10, 8))
    assert not loaded.is_workday(date(2026, 10, 8))


def test_the_friday_report_moves_past_a_holiday():
    assert next_report(datetime(2026, 9, 28, 9), 4, time(10), CALENDAR) == (datetime(2026, 9, 28, 10), False)
    assert next_report(datetime(2026, 9, 28, 11), 4, time(10), CALENDAR) == (datetime(2026, 10, 8, 10), False)
    assert next_report(datetime(2021, 4, 9, 9), 4, time(10), CALENDAR) == (datetime(2021, 4, 9, 10), False)
    assert next_report(datetime(2021, 4, 9, 10), 4, time(10), CALENDAR) == (datetime(2021, 4, 16, 10), False)


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.integers(0, 60))
def test_adding_workdays_and_counting_them_agree(day, count):
    due = CALENDAR.add_workdays(day, count)
    assert CALENDAR.workdays_between(day, due.on) == count
    assert count == 0 or CALENDAR.is_workday(due.on)
