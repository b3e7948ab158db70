"""The chamber's time zone: what is shown without a zone being named is shown in it."""

from contextlib import closing

from chamber import clock
from chamber.fields import DateTime
from chamber.history.service import undo
from chamber.setup.service import save_chamber
from chamber.workspace import Workspace

AT = "2021-04-10T06:30:00Z"
IN_XINJIANG = "2021-04-10 12:30"


def test_times_are_shown_in_the_zone_of_the_open_chamber(workspace, database_url):
    assert DateTime().show(AT) == "2021-04-10 14:30"
    save_chamber(workspace, {"name": "乌鲁木齐市赤峰商会", "home_division": "150400", "timezone": "Asia/Urumqi"})
    assert DateTime().show(AT) == IN_XINJIANG
    assert clock.local(AT, "Asia/Shanghai").hour == 14

    clock.use_zone(clock.DEFAULT_ZONE)
    with closing(Workspace.open(database_url)):
        assert DateTime().show(AT) == IN_XINJIANG
    undo(workspace)
    assert DateTime().show(AT) == "2021-04-10 14:30"
