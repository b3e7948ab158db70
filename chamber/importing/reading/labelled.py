"""Messages that say each thing with its label: a record a line (姓名：王某 单位：甲公司 电话：138…), or a line for each thing
below a line that names whom it is about, the records parted by blank lines."""

from __future__ import annotations

import re

from chamber.importing.reading.workbook import BLANK, Row, Sheet, without_trailing_blanks

_LABEL = r"(?:[\u3400-\u9fff]{2,8}(?:[（(][^（()）]{1,8}[）)])?|微信|QQ|[A-Za-z]{2,10})"
_PAIR = re.compile(rf"({_LABEL})\s*[:：]\s*(.*?)[\s,，;；|、/]*(?=(?:(?<=[\s,，;；|、/]){_LABEL}\s*[:：])|$)")
_LONGEST_NAME = 40
_ONE = re.compile(rf"({_LABEL})\s*[:：]\s*(.*)")
_ITEM = re.compile(r"\s*(?:[(（]?\d{1,4}\s*[.．、)）]\s*)?")
_FEWEST = 2
_NEARLY_ALL = 0.9
_STANDS_FIRST = re.compile(rf"\s*[^\n]{{1,{_LONGEST_NAME}}}\n\s*{_LABEL}\s*[:：]")
_LONGEST = 400
_SAMPLE = 5_000
_NUMBER = "序号"


def read_labelled(text: str, name: str) -> Sheet | None:
    """The lines as a sheet whose columns their labels name, or None when most lines are of another kind."""
    if sum(map(bool, map(_pairs, text[:_SAMPLE].splitlines()))) < _FEWEST and not _STANDS_FIRST.match(text[:_SAMPLE]):
        return None
    lines = [line.strip() for line in text.splitlines()]
    return _of_lines(lines, name) or _of_paragraphs(lines, name)


def _of_paragraphs(lines: list[str], name: str) -> Sheet | None:
    records: dict[int, dict[str, str]] = {}
    at = -1
    for place, line in enumerate(lines):
        label = _ONE.fullmatch(line)
        if not line:
            at = -1
        elif at < 0 and not label and len(line) <= _LONGEST_NAME:
            at = place
            records[at] = {"": _ITEM.sub("", line, count=1)}
        elif at >= 0 and label and label[1] not in records[at]:
            records[at][label[1]] = label[2].strip()
        else:
            return None
    if len(records) < _FEWEST or any(len(said) < _FEWEST for said in records.values()):
        return None
    titles = (_NUMBER, *dict.fromkeys(title for said in records.values() for title in said))
    rows: list[Row] = [BLANK] * len(lines)
    for number, (place, said) in enumerate(records.items(), 1):
        rows[place] = (number, *(said.get(title) or None for title in titles[1:]))
    return Sheet(name, without_trailing_blanks(rows), titles=titles)


def _of_lines(lines: list[str], name: str) -> Sheet | None:
    told = [_pairs(line) for line in lines]
    firsts = [pairs[0][0] for pairs in told if pairs]
    filled = sum(map(bool, lines))
    if len(firsts) < max(_FEWEST, _NEARLY_ALL * filled) or len(set(firsts)) > 1:
        return None
    titles = (_NUMBER, *dict.fromkeys(label for pairs in told for label, _ in pairs))
    rows: list[Row] = []
    number = 0
    for line, pairs in zip(lines, told, strict=True):
        if not pairs:
            rows.append((line,) if line else BLANK)
            continue
        number += 1
        said: dict[str, str] = {}
        for label, value in pairs:
            said[label] = f"{said[label]} {value}".strip() if label in said else value
        rows.append((number, *(said.get(title) or None for title in titles[1:])))
    return Sheet(name, without_trailing_blanks(rows), titles=titles)


def _pairs(line: str) -> list[tuple[str, str]]:
    """The labels of a line with what they say, two at least and nothing before the first; else nothing."""
    if len(line) > _LONGEST or not line:
        return []
    start = _ITEM.match(line)
    at = start.end() if start else 0
    found: list[tuple[str, str]] = []
    for pair in _PAIR.finditer(line, at):
        if pair.start() != at:
            return []
        found.append((pair[1], pair[2].strip()))
        at = pair.end()
    return found if len(found) >= _FEWEST and at >= len(line) else []
