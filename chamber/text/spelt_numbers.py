"""Numbers and names of a person that no row of digits shows: said in words, torn apart, papers, accounts of chats.

`yao san ba …`, `1380471，尾号1234`, `护照E12345678`, `6222…` (a bank card), `QQ 12345`, a number of residents of fifteen digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from chamber.text.patterns import pattern

_ENGLISH = "zero oh one two three four five six seven eight nine"
_PINYIN = "ling dong yi yao er san si wu liu qi guai ba jiu gou líng dòng yī yāo èr sān sì wǔ liù qī guǎi bā jiǔ gōu"
_PAPERS = "护照|通行证|回乡证|台胞证|居住证|军官证|士兵证|驾驶证|驾照|社保卡|医保卡"
_NUMBER = r"(?:号码?|编号)?[\s:：是为(（]{0,3}"
# A number of residents until 1999: region, day of birth in six digits, three more.
_FIFTEEN = r"[1-8]\d{5}[\s-]?\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s-]?\d{3}"
_SPELT = pattern(
    "|".join(
        (
            # One word a digit.
            rf"(?<![A-Za-z])(?:{'|'.join(_ENGLISH.split())})(?:[\s,，、.-]{{1,3}}(?:{'|'.join(_ENGLISH.split())})){{6,}}(?![A-Za-z])",
            rf"(?<![A-Za-z])(?:{'|'.join(_PINYIN.split())})(?:[\s,，、.-]{{1,3}}(?:{'|'.join(_PINYIN.split())})){{6,}}(?![A-Za-z])",
            # Slips of the hand, in groups: I38-O471-1234.
            r"(?<![A-Za-z\d])(?P<typed>[1Il|][3-9][\dOoIlZzSB](?P<apart>[-\s.·*_]{0,3})[\dOoIlZzSB]{4}(?P=apart)[\dOoIlZzSB]{4})(?![A-Za-z\d])",
            # The head of a mobile number whose tail is told apart.
            r"(?<!\d)1[3-9]\d{5}(?!\d)(?=[^\d]{0,10}(?:尾号|[后末尾][四4]位?))",
            r"(?P<tail>(?:尾号|[后末尾][四4]位?)[^\d]{0,4}\d{4}[^\d]{0,10}|前[七7]位[^\d]{0,4})1[3-9]\d{5}(?!\d)",
            # Papers of a person.
            rf"(?P<paper>(?:{_PAPERS}){_NUMBER})(?=[A-Za-z]{{0,2}}[\d-]*\d[\d-]{{4}})[A-Za-z]{{0,2}}[\d-]{{5,18}}[\dXx](?![A-Za-z\d])",
            r"(?P<region>(?<!\d)[1-8]\d{5}[\s,，-]?)(?:19|20)\d\d年\d{1,2}月\d{1,2}日[\s,，-]?\d{3}[\dXx](?![A-Za-z\d])",
            rf"(?<![\dA-Za-z])(?<!注册号)(?<!注册号[:：为\s]){_FIFTEEN}(?![\dA-Za-z])",
            r"(?<![\dA-Za-z])62\d{2}[\s-]?\d{4}[\s-]?\d{4}[\s-]?\d{4}(?:[\s-]?\d{1,3})?(?![\dA-Za-z])",
            r"(?P<card>卡号?码?[\s:：是为]{0,3})(?=(?:\d[\s-]?){15,19}(?![\s-]?\d))\d[\d\s-]{14,22}\d",
            # Short numbers of chats and of a closed group of phones.
            r"(?P<short>(?:[QＱqｑ]{2}|[QＱqｑ]号|扣扣|企鹅|短号|微信)(?:号?码?|邮?箱?)[\s:：是为]{0,3})\d{4,6}(?![\d.]|\s?[万亿元年月日亩个人位名条次家户群])",
            r"(?P<initial>(?<![A-Za-z])[Qq][:：]\s?)\d{5,11}(?!\d)",
        )
    )
)
_LETTERS = pattern(r"[A-Za-zＱｑ]")
_SIGNS = pattern(
    r"zero|[Oo]ne|t[wh][or]|four|five|six|seven|eight|nine|y[aā]o|s[aā]n|b[aā]\b|[Il|][3-9]|1[3-9][\d\s.·*_-]{0,12}[OoIlZzSB|]|[QＱqｑ][QＱqｑ:：号]"
)
# Nothing but words: so it is looked for by their first characters alone.
_WORDS = pattern(f"{_PAPERS}|扣扣|企鹅|短号|微信|尾号|后四|末四|尾四|后4|末4|尾4|前七|前7|卡")
_ALIKE = str.maketrans("OoIl|ZzSB", "001112258")


def may_hold_spelt(text: str) -> bool:
    """Whether such a number can be in a text that has no seven digits: a quick look before a thorough one."""
    return bool(_WORDS.search(text) or (_LETTERS.search(text) and _SIGNS.search(text)))


def hide_spelt(text: str, hide: Callable[[str, str], str], mask: Callable[[str], str]) -> str:
    """The text with such numbers replaced by what `hide(written, mask)` gives; `mask` makes that of a phone number."""

    def hidden(found: re.Match[str]) -> str:
        written = found[0]
        if found["typed"]:
            digits = re.sub(r"\D", "", written.translate(_ALIKE))
            if re.sub(r"[^A-Za-z|]", "", written) and sum(map(str.isdigit, written)) > 5 and len(digits) == 11:
                return hide(written, mask(digits))
            return written
        lead = next((found[one] for one in ("tail", "paper", "region", "card", "short", "initial") if found[one]), "")
        rest = written[len(lead) :]
        return lead + hide(rest, f"{rest[:1] if rest[0].isalpha() else ''}***")

    return _SPELT.sub(hidden, text)
