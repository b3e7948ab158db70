"""Numbers inside free text, however they are written."""

from __future__ import annotations

import pytest

from chamber.privacy.masking import without_numbers


@pytest.mark.parametrize(
    "written",
    [
        "13900008888",
        "139 0000 8888",
        "139-0000-8888",
        "139.0000.8888",
        "139·0000·8888",
        "139_0000_8888",
        "139－0000－8888",
        "139\u20110000\u20118888",
        "139 - 0000 - 8888",
        "139　0000　8888",
        "1390 000 8888",
        "139 000 08888",
        "13900 008888",
        "１３９００００８８８８",
        "+8613900008888",
        "＋86 139 0000 8888",
        "86-13900008888",
        "008613900008888",
    ],
)
def test_a_mobile_number_in_a_text_is_masked_however_it_is_written(written: str) -> None:
    assert without_numbers(f"请打{written}，谢谢") == "请打139****8888，谢谢"


@pytest.mark.parametrize(
    "written",
    [
        "0471-4310000",
        "04714310000",
        "0471 4310000",
        "(0471)4310000",
        "（0471）4310000",
        "（0471） 431 0000",
        "0471—4310000",
        "+86 471 4310000".replace("471", "0471"),
        "０４７１－４３１００００",
    ],
)
def test_a_landline_in_a_text_is_masked_however_it_is_written(written: str) -> None:
    assert without_numbers(f"办公电话{written}转8") == "办公电话047****0000转8"


@pytest.mark.parametrize(
    "written", ["15040219700101001X", "150402 19700101 001X", "１５０４０２１９７００１０１００１X"]
)
def test_an_id_number_in_a_text_is_masked_however_it_is_written(written: str) -> None:
    assert without_numbers(f"身份证{written}。").endswith("************。")


@pytest.mark.parametrize(
    "text",
    [
        "2021.04.10-2021.05.11",
        "1980.1.12-2020.12",
        "1990-2021 1350 4000",
        "CF-2021-0001 2021-04-10",
        "第1350号 第2021001号",
        "投资 13,000,000 元",
        "91150402MA0Q00001X",
        "占地1300 1400 1500平方米",
        "0.4710 0001",
        "统一编号 20210410 0471",
    ],
)
def test_other_numbers_stay_as_they_are(text: str) -> None:
    assert without_numbers(text) == text
