"""The words that make a number approximate or open: 约 近 余 多 以上 以下, as written before and after it."""

from __future__ import annotations

from chamber.text.patterns import pattern

BEFORE = (
    r"(?P<before>大?约[为合]?|大概|大致|估计|差不多|近|将近|接近|超过?|逾|过|突破|不[少低]于|至少|大于|[≥>]=?|不[超高]过|不[高多]于|最多|至多|[小少低]于|不[足到满及]|未满"
    r"|[≤<]=?|上|~|about|nearly|over|more than|at least|at most)?"
)
AFTER = r"(?P<after>左右|上下|及?以上|[起↑]|及?以[下内]|之内|[余多])?"

_ENGLISH = {"约": "about ", "近": "nearly ", "余": "over ", "多": "more than ", "以上": "at least ", "以下": "at most "}
_WORDS = {word.strip(): qualifier for qualifier, word in _ENGLISH.items()} | {"余": "余", "多": "多"}
_OPEN = {"约", "大约", "约为", "大约为", "约合", "大概", "大致", "估计", "差不多", "~", "左右", "上下"}
_NEAR = {"近", "将近", "接近"}
_MOST = pattern(r"不[超高多足到满及].*|未满|最多|至多|[小少低]于|[≤<].*|.*以[下内]|之内")


def qualifier_of(before: str | None, after: str | None, plus: str | None) -> str:
    """What the words around a number say; '' when nothing. The one after it wins: 约500万元以上 is open."""
    for word in (after, before):
        if not word:
            continue
        word = word.lower()
        if word in _WORDS:
            return _WORDS[word]
        if word in _OPEN:
            return "约"
        if word in _NEAR:
            return "近"
        return "以下" if _MOST.fullmatch(word) else "以上"
    return "以上" if plus else ""


def in_english(qualifier: str) -> str:
    """The word put before an English number, with its space: `about `; '' for none."""
    return _ENGLISH.get(qualifier, "")
