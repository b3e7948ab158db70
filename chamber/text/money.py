"""Amounts of money as people write them.

`约3000万元`, `1.2亿`, `25,220(万香港元)`, `壹拾亿元整`, `五千余万`, `3000-5000` under a header in 万元. What cannot be
an amount (dates, `1.5E+08`) is reported and never read as one; what looks wrong (a capital of 18.2 元) is kept and
flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import repeat

from chamber.i18n import N_
from chamber.text.cells import EXPONENT, as_text, as_written, is_blank
from chamber.text.currencies import CURRENCY, STRANGE, currency_code, simplified
from chamber.text.money_shown import in_chinese, in_english_words, in_wan, wan_value
from chamber.text.numerals import PHRASE, plain_numerals, read_number
from chamber.text.patterns import pattern
from chamber.text.qualifiers import AFTER, BEFORE, qualifier_of
from chamber.text.values import Money, Parsed, Problem, yuan

__all__ = ["in_wan", "money_unit", "parse_money", "show_money", "step", "total", "wan_value"]

# 100,000亿元, or 1,000亿元 by a header's unit alone: above it the unit was most likely applied twice. Above the last the
# stores cannot hold it.
LARGEST = 10**13 * 100
LARGEST_BARE = 10**11 * 100
IMPOSSIBLE = 10**18
SMALLEST = 100 * 100
_COUNTER = pattern(r"\s*(?:股|亩|人|吨|户|[头只株台套件张]|平方?|㎡|m|立方|公里|千米|k|%|[年月日期天周次号楼])")

_AMOUNT = pattern(
    rf"{BEFORE}\s*(?P<sign>{CURRENCY})?\s*(?P<number>{PHRASE})(?P<plus>\+)?"
    rf"\s*(?P<scale>[余多]?[十百千]?(?:万亿|[万亿]))?(?P<more>[余多])?"
    rf"\s*(?P<unit>{CURRENCY}|元|块钱?)?\s*(?P<named>{CURRENCY})?(?:元|块)?(?P<small>(?:{PHRASE}角)?(?:{PHRASE}分)?)"
    rf"[整正]?\s*{AFTER}",
    re.IGNORECASE,
)
_PLAINEST = pattern(r"(\d{1,12}(?:\.\d{1,8})?)\s*\(?(万|亿)?(元人民币|人民币元|人民币|元)?\)?")
_UNIT = pattern(
    rf"(?P<scale>[十百千]?[万亿]|[百千](?=元|{CURRENCY}))?\s*(?P<first>{CURRENCY})?(?P<yuan>(?<![单多次公])元)?\s*(?P<named>{CURRENCY})?元?"
    r"(?=$|[\s、,/;:|\]】》])",
    re.IGNORECASE,
)
_UNITS = pattern(r"(?<=[\d一二三四五六七八九])[十百千]?[万亿]\Z|(?<=[\d一二三四五六七八九])[十百千]\Z")
_WAN = pattern(r"(?<=\d)\s?[wW](?![A-Za-z])")
_DIGIT = pattern(r"[\d零一二三四五六七八九十]")
_RANGE = pattern(r"\s*(?:[-~〜—–―─−]+|至|到)\s*")
# Between two numbers it is a dash; before one alone it means 约.
_TILDE = pattern(r"(?<=[\d零一二三四五六七八九十百千万亿元币])\s*[~〜]+\s*(?=[\d零一二三四五六七八九十])")
# What is said of a number that has no unit of its own: 3000（含设备）.
_ASIDE = pattern(rf"\((?!{_COUNTER.pattern})(?!\s*(?:不?含|约)?\s*\))[^()\d万亿元]{{2,}}\)")
_BRACKETS = pattern(r"[()\[\]【】〔〕{}《》「」]|<(?=[^<>]*>)|(?<=\S)>(?!=?\d)")
_HARMLESS = pattern(r"(?:[\s,;:、。.!?*×]|[共合总]计|计划?|总?投资额?|金额|[拟约]|预[计估]|估算|[整正]|每年|/年)*")
_UNREAD = N_('No amount found in "{text}"')


@dataclass(frozen=True, slots=True)
class _Amount:
    """One amount found in a text: the number in the unit written, and what was said about it."""

    value: Decimal
    scale: int
    unit: int
    currency: str | None
    named: bool
    qualifier: str
    start: int
    end: int

    @property
    def bare(self) -> bool:
        """Neither 万 or 亿 nor a currency was written with it."""
        return self.scale == 1 and not self.named


def parse_money(cell: object, unit: str | None = None) -> Parsed[Money]:
    """Read an amount. `unit` is what a header says (`万元`, `亿元`, `万美元`); without one a bare number is in 元."""
    if isinstance(cell, (date, time, timedelta)):
        return _refused("money_date", N_("A spreadsheet has made a date of this amount: {text}"), as_text(cell))
    return _parse(as_written(cell), unit)


def show_money(money: Money, lang: str = "zh", written: bool = True) -> str:
    """The amount as text: as it was written where that says it all (`written`), else in 元, 万元 or 亿元.

    English writes it out: `about CNY 30,000,000`.
    """
    if lang == "en":
        return in_english_words(money)
    if written and money.text and _says_it_all(money):
        return money.text
    return in_chinese(money)


def _says_it_all(money: Money) -> bool:
    """Whether the amount as it was written reads the same in a column of either unit."""
    return parse_money(money.text, "元").value == parse_money(money.text, "万元").value == money


@lru_cache(maxsize=256)
def money_unit(header: str) -> tuple[int, str] | None:
    """Multiplier and currency a header gives: `总投资（亿元）` → (10**8, 'CNY'); `增发数量(万股)` → None."""
    text = simplified(plain_numerals(as_text(header))).replace("单位", " ")
    for match in _UNIT.finditer(_BRACKETS.sub(" ", text)):
        name = match["first"] or match["named"]
        if match["scale"] or name or match["yuan"]:
            scale = read_number(match["scale"]) if match["scale"] else None
            return int(scale.value) if scale else 1, currency_code(name) if name else "CNY"
    return None


def step(low: int) -> int:
    """How far 余 and 多 reach above `low` (分): one unit of its last place that is not zero."""
    size = 1
    while low and low % (size * 10) == 0:
        size *= 10
    return size


def total(amounts: Iterable[Money], times: Iterable[int] = repeat(1)) -> tuple[Money, ...]:
    """The sum in each currency, CNY first, of amounts that come so many `times` each. One approximate or open amount
    makes its sum 约."""
    sums: dict[str, list[int]] = {}
    vague: set[str] = set()
    for amount, count in zip(amounts, times, strict=False):
        low = amount.low if amount.low is not None else amount.high or 0
        high = low if amount.high is None or amount.qualifier else amount.high
        pair = sums.setdefault(amount.currency, [0, 0])
        pair[0] += count * low
        pair[1] += count * high
        if amount.qualifier or amount.high is None or amount.low is None:
            vague.add(amount.currency)
    order = sorted(sums, key=lambda code: (code != "CNY", code))
    return tuple(Money(sums[code][0], sums[code][1], code, "约" if code in vague else "") for code in order)


def _refused(code: str, message: str, text: str, **params: str) -> Parsed[Money]:
    return Parsed(None, (Problem(code, message, {"text": text, **params}, "doubt", kept=message is _UNREAD),))


def _english(text: str) -> str:
    """`US$ 2 million`, `500w` with a Chinese numeral, other texts as they are."""
    text = _WAN.sub("万", text)
    for word, numeral in (("million", "百万"), ("billion", "十亿")):
        text = re.sub(rf"\s*\b{word}s?\b", numeral, text, flags=re.IGNORECASE) if word in text.lower() else text
    return text


@lru_cache(maxsize=8192)
def _parse(written: str, unit: str | None) -> Parsed[Money]:
    plain = as_text(written)
    if is_blank(plain):
        return Parsed(None)
    if EXPONENT.search(plain):
        return _refused("shortened", N_("A spreadsheet has shortened this number: {text}; type it in full"), written)
    header = money_unit(unit) if unit else None
    if unit and header is None:
        return _refused("unit", N_('"{unit}" is not a unit of money: {text}'), written, unit=unit)
    plainest = _PLAINEST.fullmatch(plain)
    if plainest:
        # Nine cells of ten: a number and at most 万元 behind it.
        number, scale, yuan_named = plainest.groups()
        factor = {"万": 10**4, "亿": 10**8}.get(scale, 1)
        currency = "CNY" if yuan_named else None
        one = _Amount(Decimal(number) * factor, factor, factor, currency, bool(yuan_named), "", 0, 0)
        return _result((one,), header, written)
    text = _plainly(plain)
    if re.match(r"[-−]\s*(?:" + CURRENCY + r")?\s*[\d.]", text):
        return _refused("negative", N_("An amount cannot be negative: {text}"), written)
    ranges = list(_ranges(text))
    if re.search(r"\d[,']\d", text):
        return _refused("money", _UNREAD, written)
    strong = [pair for pair in ranges if not all(one.bare for one in pair)]
    if strong:
        return _result(strong[0], header, written, several=len(strong) > 1)
    if len(ranges) == 1 and _HARMLESS.fullmatch(text[: ranges[0][0].start] + text[ranges[0][-1].end :]):
        return _result(ranges[0], header, written)
    if (aside := _ASIDE.search(plain)) and not strong:
        parsed = _parse(f"{plain[: aside.start()]} {plain[aside.end() :]}".strip(), unit)
        if parsed.value is not None:
            note = Problem("aside", N_('Only the amount was taken from "{text}"'), {"text": written})
            return Parsed(replace(parsed.value, text=written), (*_about(parsed.problems, written), note))
    return _refused("money", _UNREAD, written)


def _about(problems: Iterable[Problem], written: str) -> list[Problem]:
    """The problems of a part as those of the whole cell."""
    return [replace(problem, params={**problem.params, "text": written}) for problem in problems]


def _plainly(plain: str) -> str:
    """The text of a cell with plain numerals and currencies, without brackets."""
    text = simplified(plain_numerals(_english(_BRACKETS.sub(" ", plain)))).strip()
    return _TILDE.sub("-", text)


def _last_unit(phrase: str) -> int:
    """What one unit before the last word of a number says: 10,000,000 of 8千万, 10,000 of 1亿2000万."""
    match = _UNITS.search(phrase)
    numeral = read_number(match[0]) if match else None
    return int(numeral.value) if numeral else 1


def _amounts(text: str) -> Iterator[_Amount]:
    for match in _AMOUNT.finditer(text):
        name = match["sign"] or match["unit"] or match["named"]
        named = name is not None
        if name in ("元", "块", "块钱"):
            name = match["named"] or "CNY"
        phrase = match["number"] + (match["scale"] or "")
        if not named and _COUNTER.match(text, max(match.end(group) for group in ("number", "plus", "scale", "more"))):
            continue
        if not _DIGIT.search(phrase) and not (match["before"] or (named and len(phrase) > 1)):
            continue
        numeral = read_number(phrase)
        if numeral is None or re.search("[几数]$", text[: match.start("number")]):
            continue
        if not named and STRANGE.match(text, max(match.end(group) for group in ("number", "plus", "scale", "more"))):
            # 万新元 of a country we know nothing of: not 元.
            continue
        value = numeral.value + _small(match["small"])
        qualifier = numeral.qualifier or match["more"] or qualifier_of(match["before"], match["after"], match["plus"])
        code = currency_code(name) if name else None
        yield _Amount(
            value,
            numeral.scale,
            _last_unit(phrase) or numeral.scale,
            code,
            named,
            qualifier,
            match.start(),
            match.end(),
        )


def _small(text: str) -> Decimal:
    """角 and 分 after 元."""
    value = Decimal(0)
    for phrase, unit in re.findall(rf"({PHRASE})([角分])", text):
        numeral = read_number(phrase)
        if numeral:
            value += numeral.value / (10 if unit == "角" else 100)
    return value


def _ranges(text: str) -> Iterator[tuple[_Amount, ...]]:
    """The amounts of a text, each pair joined by a dash or 至 as one."""
    waiting: _Amount | None = None
    for amount in _amounts(text):
        if waiting is not None and _RANGE.fullmatch(text[waiting.end : amount.start]):
            yield waiting, amount
            waiting = None
            continue
        if waiting is not None:
            yield (waiting,)
        waiting = amount
    if waiting is not None:
        yield (waiting,)


def _result(
    pair: tuple[_Amount, ...], header: tuple[int, str] | None, written: str, several: bool = False
) -> Parsed[Money]:
    first, last = pair[0], pair[-1]
    bare = first.bare and last.bare
    factor, currency = header if header and bare else (1, header[1] if header else "CNY")
    currency = first.currency or last.currency or currency
    # 5-8千万 is from 5千万 on.
    shared = first.bare and first.unit == 1
    low = (
        first.value * (last.unit if shared else 1) * (last.scale if first.bare and not bare and not shared else factor)
    )
    high = last.value * (first.scale if last.bare and not bare else factor)
    if low > high:
        return _refused("range", N_("A range that ends below its start: {text}"), written)
    if high * 100 >= IMPOSSIBLE:
        return _refused("large", N_("Too large for an amount: {text}"), written)
    money = _money(yuan(low), yuan(high), currency, first.qualifier or last.qualifier, written)
    small_unit = header is not None and header[0] >= 10**4 and not bare and first.scale == last.scale == 1
    messages = (
        (several, "several", N_("Several amounts; the first was taken: {text}")),
        (bare and header is None, "no_unit", N_("No unit given; taken as 元: {text}")),
        (small_unit, "unit_differs", N_("The cell says 元, its header a larger unit: {text}")),
        (
            currency == "CNY" and yuan(high) > (LARGEST_BARE if bare and header and header[0] > 1 else LARGEST),
            "large",
            N_("Suspiciously large; is the unit right? {text}"),
        ),
        ("?" in as_text(written), "unsure", N_("The sheet doubts this amount: {text}")),
        (
            currency == "CNY" and 0 < yuan(high) < SMALLEST and not (bare and header is None),
            "small",
            N_("Suspiciously small; is 万元 meant? {text}"),
        ),
    )
    problems = [
        Problem(code, message, {"text": written}, "doubt" if code in ("several", "unsure") else "warning")
        for noticed, code, message in messages
        if noticed
    ]
    return Parsed(money, tuple(problems))


def _money(low: int, high: int, currency: str, qualifier: str, written: str) -> Money:
    if low != high:
        return Money(low, high, currency, qualifier if qualifier in ("约", "近") else "", written)
    if qualifier in ("余", "多"):
        return Money(low, low + step(low), currency, qualifier, written)
    if qualifier == "以上":
        return Money(low, None, currency, qualifier, written)
    if qualifier == "以下":
        return Money(None, high, currency, qualifier, written)
    return Money(low, high, currency, qualifier, written)
