"""The signs that people write digits with: 0-9 in any script, 零一二…, ①, ㈠, ⁰."""

from __future__ import annotations

import unicodedata

# 洞 幺 拐 勾 are how digits are called out over the phone.
HAN = dict(
    zip("零〇○◯洞一幺壹弌二贰貳三叁參四肆五伍六陆陸七柒拐八捌九玖勾", "000001111222333445566677788999", strict=True)
)
HAN |= {sign: str(value) for value, sign in enumerate("㈠㈡㈢㈣㈤㈥㈦㈧㈨", 1)}
HAN |= {sign: str(value) for value, sign in enumerate("㊀㊁㊂㊃㊄㊅㊆㊇㊈", 1)}
SIGNS = "⓪⓿①-⑨❶-❾➀-➈➊-➒⓵-⓽⑴-⑼⒈-⒐⁰¹²³⁴-⁹₀-₉"
DIGIT = rf"[\d{''.join(HAN)}{SIGNS}]"


def digit(character: str) -> str:
    """The digit a sign stands for, '' for none."""
    if character in HAN:
        return HAN[character]
    value = unicodedata.digit(character, None)
    return "" if value is None else str(value)
