"""Personal data made unrecognisable for sheets that leave the house: `张**`, `138****5678`."""

from __future__ import annotations

import re
from collections.abc import Callable

from chamber.text.patterns import pattern
from chamber.text.values import Phone

_ID_NUMBER = pattern(
    r"(?<![0-9A-Za-z])([1-9１-９]\d{5})[\s-]?(?:19|20|１９|２０)\d{6}[\s-]?\d{3}[\dXxＸｘ](?![0-9A-Za-z])"
)


# Signs and words for @ and the dot that people write so that a machine does not see an address.
_AT = r"\s?(?:[@＠﹫]|[(\[（【{]\s?(?:at|AT|At|[@＠]|艾特|a)\s?[)\]）】}]|艾特)\s?"
_DOT = r"\s?(?:[.．。·]|[(\[（【{]\s?(?:dot|DOT|点|[.．])\s?[)\]）】}]|点)\s?"
_USER = r"(?:[A-Za-z0-9][A-Za-z0-9_.+-]*|[\u3400-\u9fff]{1,4})"
_LABEL = r"[A-Za-z0-9\u3400-\u9fff-]+?"
_TOP = r"(?:[A-Za-z][A-Za-z0-9-]+|中国|公司|网络|商城)(?![A-Za-z0-9-])"
_SPELT_TOP = r"(?:com|net|org|edu|gov|cn|COM|CN|Com)"
_MAILS = r"(?:qq|QQ|163|126|139|189|gmail|Gmail|outlook|hotmail|live|sina|sohu|foxmail|aliyun|yeah|icloud|yahoo)"
_CHATS = (
    r"(?:微\s?信|[威薇徽][信❤]|[Vv]信|绿泡泡|钉钉|飞书|企微)号?(?:\s?(?:ID|id|Id))?[\s:：是为(（]{0,3}"
    r"|(?<![A-Za-z])(?:we[Cc]hat|WeChat|[Ww]ei\s?[Xx]in|[wW][xX]|[vV][xX])(?:\s?(?:ID|id|Id))?[\s:：是为(（_.]{1,3}"
    r"|(?:[加+＋➕][VvＶｖ]|(?<![A-Za-z])(?:[VvＶｖ][:：]|(?:Telegram|telegram|TG|tg|Skype|skype|WhatsApp|whatsapp|LINE)\s?(?:[:：]|(?=@))))\s?@?"
)
_ADDRESS = pattern(
    rf"{_USER}{_AT}(?:{_LABEL}{_DOT})+?(?:{_TOP})"
    rf"|[A-Za-z0-9][A-Za-z0-9_.+-]*(?:{_AT}{_MAILS}(?![A-Za-z0-9.])"
    rf"|(?:\s(?:at|AT|At)\s|[#⊙◎]){_MAILS}(?:{_DOT}|\s(?:dot|DOT)\s){_SPELT_TOP}"
    rf"|\s?[#⊙◎]\s?[A-Za-z0-9-]+(?:{_DOT}|\s(?:dot|DOT)\s){_SPELT_TOP}(?![A-Za-z0-9])"
    rf"|\s(?:at|AT)\s[A-Za-z0-9-]+\s(?:dot|DOT)\s{_SPELT_TOP}(?![A-Za-z0-9]))"
    rf"|[A-Za-z0-9]+[_.+\d][A-Za-z0-9_.+-]*\s(?:at|AT)\s[A-Za-z0-9-]+{_DOT}{_SPELT_TOP}(?![A-Za-z0-9])"
    rf"|(?P<called>{_CHATS})[A-Za-z][A-Za-z0-9_-]{{5,19}}(?![A-Za-z0-9_@＠-])"
    r"|(?<![A-Za-z0-9_])wxid_[A-Za-z0-9_-]+"
)
_LETTERS = pattern(r"[A-Za-zＶｖ@＠﹫⊙◎]")
_SIGNS = pattern(
    r"[@＠﹫⊙◎]|[Hh]at|[Xx]in|[wvWV][xX]|[加+＋➕信][VvＶｖ]|[VvＶｖ][:：信]|elegram|[Tt][Gg]|kype|LINE"
    r"|\s[Aa][Tt]\s|[(\[（【{]\s?(?:at|AT|At|a)\s?[)\]）】}]|#[A-Za-z0-9]"
)
# Nothing but words: so they are looked for by their first characters alone.
_WORDS = pattern("艾特|微信|微 信|威信|薇信|徽信|威❤|薇❤|绿泡泡|钉钉|飞书|企微")
_CLEAN = pattern(r"(?=[A-Za-z0-9.-]*[A-Za-z])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


def mask_name(name: str) -> str:
    """The first character and two stars, so that not even the length is told."""
    name = name.strip()
    return f"{name[0]}**" if name else ""


def mask_phone(phone: Phone | str) -> str:
    """The number with its middle hidden; the area code stays, the extension goes."""
    number = phone.number if isinstance(phone, Phone) else phone.strip()
    area, dash, local = number.rpartition("-") if re.fullmatch(r"0\d{2,3}-\d+", number) else ("", "", number)
    if len(local) >= 10:
        hidden = f"{local[:3]}{'*' * (len(local) - 7)}{local[-4:]}"
    elif len(local) >= 7:
        hidden = f"{local[:2]}{'*' * (len(local) - 4)}{local[-2:]}"
    else:
        hidden = "*" * len(local)
    return area + dash + hidden


def mask_email(address: str) -> str:
    """The first letter and the domain: `z***@example.com`."""
    user, at, domain = address.strip().partition("@")
    # What stands behind the domain may be another address, or a number.
    found = _CLEAN.match(domain.strip())
    return f"{user[:1]}***{at}{found[0]}" if at and found else mask_text(user)


def mask_text(text: str) -> str:
    """Anything else (a WeChat name): its first character and stars."""
    text = text.strip()
    return f"{text[0]}***" if text else ""


def may_hold_addresses(text: str) -> bool:
    """Whether an e-mail or WeChat address can be in a text: a quick look before a thorough one."""
    return bool(_LETTERS.search(text) and (_SIGNS.search(text) or _WORDS.search(text)))


def hide_addresses(text: str, hide: Callable[[str, str], str]) -> str:
    """Free text with the e-mail addresses and WeChat names in it replaced by what `hide(written, mask)` gives."""

    def hidden(found: re.Match[str]) -> str:
        called = found["called"] or ""
        written = found[0].removeprefix(called)
        mask = mask_text(written) if called else _mask_address(written)
        return called + hide(written, mask)

    return _ADDRESS.sub(hidden, text) if may_hold_addresses(text) else text


def _mask_address(written: str) -> str:
    at = re.search(r"[@＠﹫]", written)
    domain = written[at.end() :].strip() if at else ""
    return f"{written[0]}***@{domain}" if re.fullmatch(r"[A-Za-z0-9.．-]+", domain) else mask_text(written)


def mask_id_numbers(text: str) -> str:
    """Free text with the ID numbers of residents in it hidden but for their region."""
    return _ID_NUMBER.sub(lambda match: match[1] + "************", text)
