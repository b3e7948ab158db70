"""A path as it arrives."""

from pathlib import Path

import pytest

from chamber.importing.dropped import path_of

BEGUN = "/home/office/"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("/home/office/名单.xlsx", "/home/office/名单.xlsx"),
        ("/home/office//mnt/usb/名单.xlsx", "/mnt/usb/名单.xlsx"),
        ("/home/office/'/mnt/usb/会员 名单.xlsx'", "/mnt/usb/会员 名单.xlsx"),
        ("/home/office/file:///mnt/usb/%E5%90%8D%E5%8D%95.xlsx", "/mnt/usb/名单.xlsx"),
        ("/home/office/D:\\名单.xlsx", "D:\\名单.xlsx"),
        ("/mnt/usb//名单.xlsx", "/mnt/usb/名单.xlsx"),
    ],
)
def test_a_whole_path_pasted_behind_the_folder_counts_alone(text, meant):
    assert path_of(text, BEGUN) == Path(meant)


def test_a_blank_text_is_no_path():
    assert path_of("  \n") is None
