"""When a list is due to an office: its rhythm and deadline, moved past holidays (节假日顺延)."""

from __future__ import annotations

import calendar as months
import re
from datetime import date, datetime, time, timedelta

from chamber.text.times import parse_time
from chamber.workdays import Calendar

_WEEKDAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[日号]|(月[底末])")
_FORENIGHT = (15, 31)


def next_deadline(rhythm: str, deadline: str, after: datetime, calendar: Calendar) -> tuple[datetime, bool]:
    """The first deadline after a local moment, and whether it is estimated (暂估).

    `rhythm` is 周, 半月 or 月; `deadline` as people write it: `周五 10:00`, `25日 17:00`, `15日、月末`. A fortnightly
    weekday means its first and third in the month; a monthly one its first.
    """
    at = parse_time(deadline).value or time(18)
    day = after.date() - timedelta(days=40)
    naive = after.replace(tzinfo=None)
    for step in range(140):
        planned = day + timedelta(days=step)
        if not _falls_on(rhythm, deadline, planned):
            continue
        due = calendar.moved(planned)
        moment = datetime.combine(due.on, at)
        if moment > naive:
            return moment, due.estimated
    return datetime.combine(day + timedelta(days=140), at), True


def _falls_on(rhythm: str, deadline: str, day: date) -> bool:
    days = [31 if end else int(number) for number, end in _MONTH_DAY.findall(deadline)]
    weekday = _WEEKDAY.search(deadline)
    last = months.monthrange(day.year, day.month)[1]
    if rhythm != "周" and days:
        return day.day in {min(number, last) for number in days}
    if weekday or rhythm == "周":
        wanted = _WEEKDAYS.index(weekday[1].replace("天", "日")) if weekday else 4
        if day.weekday() != wanted:
            return False
        turn = (day.day - 1) // 7
        return rhythm == "周" or turn == 0 or (rhythm == "半月" and turn == 2)
    chosen = _FORENIGHT if rhythm == "半月" else (31,)
    return day.day in {min(number, last) for number in chosen}
