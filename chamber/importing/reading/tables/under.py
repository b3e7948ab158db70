"""What forms print right under the titles of a list, before the first record: the numbers of the columns (甲 乙 1 2), what
to fill in (必填，18位), an example to follow (示例)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from chamber.importing.reading.tables.model import Fate, Line, Why
from chamber.importing.reading.tables.words import text_of
from chamber.importing.reading.workbook import Cell, Row

_LETTERS = "甲乙丙丁戊己庚辛"
_FEWEST_NUMBERS = 3
_COLUMN_NUMBER = re.compile(r"[(（\[【<第]?\s*(\d{1,2})\s*[)）\]】>栏列]?(?:\s*[=＝].*)?")
_GUIDE = re.compile(
    r".*(?:[必选]填|非必须|必须填|如实填|下拉|单选|多选|限\s*\d+\s*字|\d{1,2}\s*位(?:$|数|号|代|手机|统一|编|身份|汉|字)|格式\s*[:：为]|[填请]写|精确到|保留.{1,4}小数|自动(?:生成|计算)|"
    r"(?:示例|例如|如)\s*[:：]|[Yy]{4}[-/.年]?[Mm]{2}|文本格式|数字格式|日期格式|单位\s*[:：]\s*\S{1,4}$)",
    re.DOTALL,
)
_EXAMPLE = re.compile(
    r"[(（【\[]?\s*(?:填写|填表)?(?:示例|样例|范例|举例|例子?|例如|[Ee]xample|EXAMPLE|[Ss]ample|e\.g\.?)\s*(?:行|数据)?\s*\d{0,2}\s*[)）】\]]?\s*[:：]?"
)
_EXAMPLE_BEFORE = re.compile(r"[(（【\[]\s*(?:填写)?(?:示例|样例|范例|例)\s*[)）】\]]|(?:示例|样例|范例|例如?)\s*[:：]")
_EXAMPLE_BESIDE = re.compile(
    r"[(（【\[]?(?:填写)?(?:示例|样例|范例)(?:行|数据)?[,，]?(?:请?(?:勿|不要)?(?:删除|填写|修改))?[)）】\]]?"
)


def line_under(number: int, cells: Row, titled: int) -> Line | None:
    """The row below the titles as what it is, `titled` being how many columns have one; None for a first record."""
    filled = [value for value in cells if value is not None]
    why = Why.NONE
    if _are_column_numbers(filled, titled):
        why = Why.COLUMN_NUMBERS
    elif _is_example(filled):
        why = Why.EXAMPLE
    elif _is_guide(filled):
        why = Why.GUIDE
    return Line(number, Fate.SKIPPED, text_of(cells), why) if why else None


def _are_column_numbers(filled: Sequence[Cell], titled: int) -> bool:
    """甲 乙 1 2 3, (1) (2) (3), 1 2 3=1+2: rising one by one over most of the titles."""
    if len(filled) < 2 or len(filled) < 0.6 * titled:
        return False
    texts = [unicodedata.normalize("NFKC", str(value)).strip() for value in filled]
    letters = 0
    while letters < len(texts) and letters < len(_LETTERS) and texts[letters] == _LETTERS[letters]:
        letters += 1
    numbers = [int(found[1]) if (found := _COLUMN_NUMBER.fullmatch(text)) else -1 for text in texts[letters:]]
    if not letters and len(numbers) < _FEWEST_NUMBERS:
        return False
    return all(number == numbers[0] + step and number > 0 for step, number in enumerate(numbers))


def _is_example(filled: Sequence[Cell]) -> bool:
    if len(filled) < 2 or not isinstance(filled[0], str):
        return False
    texts = [value.strip() for value in filled if isinstance(value, str)]
    first, second = texts[0], texts[1] if len(texts) > 1 else ""
    if _EXAMPLE.fullmatch(first) or _EXAMPLE_BEFORE.match(first) or _EXAMPLE_BEFORE.match(second):
        return True
    return _EXAMPLE_BESIDE.fullmatch(texts[-1]) is not None


def _is_guide(filled: Sequence[Cell]) -> bool:
    """At least two cells and half of all say how to fill a column in."""
    guiding = sum(isinstance(value, str) and len(value) <= 200 and _GUIDE.match(value) is not None for value in filled)
    return guiding >= 2 and guiding * 2 >= len(filled)
