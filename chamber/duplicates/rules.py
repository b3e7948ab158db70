"""Whether two records are the same: evidence for and against, each with its weight.

The weights are logarithms (base 2) of how much more often a sign is seen in two records of one company than in two
companies, after Fellegi and Sunter (1969). What DOMAIN calls never the same without a person's word (another USCC, region,
branch, number, side) is no weight but a bar: such a pair is not proposed however much agrees.
"""

from __future__ import annotations

from chamber.duplicates.record import CERTAIN_FROM, WORTH_A_LOOK, Company, Individual, Tier, Verdict
from chamber.i18n import N_
from chamber.text.names import CompanyName, guards

_SAME_NAME, _SAME_CORE, _NEAR_CORE, _SAME_TRADE, _OTHER_NAME = 9.0, 7.5, 5.5, 4.5, 8.0
_ONE_A_GROUP = 2.5
"""So much less where one name is a group's."""
_UNLIKE_NAME = -9.0
_OWN_NAME = 3
"""Characters before 支行, 分店 and the like that name it."""


def same_company(left: Company, right: Company) -> Verdict | None:
    """What speaks for two enterprises being one; None where too little does or something forbids it."""
    if left.uscc and right.uscc:
        if left.uscc != right.uscc:
            return None
        return Verdict(20.0 + _name(left, right)[0], Tier.CERTAIN, (N_("the same USCC"),))
    if barred(left.name, right.name):
        return None
    score, said = _name(left, right)
    reasons = [said] if said else []
    for weight, reason in _circumstances(left, right):
        score += weight
        if weight > 0:
            reasons.append(reason)
    if score < WORTH_A_LOOK or len(reasons) < 2:
        return None
    sure = score >= CERTAIN_FROM and said in (_SAYS_SAME, _SAYS_CORE, _SAYS_OTHER)
    return Verdict(score, Tier.CERTAIN if sure else Tier.LIKELY, tuple(reasons))


def barred(left: CompanyName, right: CompanyName) -> bool:
    """Whether the names themselves say that they are two companies."""
    found = set(guards(left, right))
    if (
        left.group != right.group
        and _cooperative(left) == _cooperative(right)
        and (left.core == right.core or _near(left.core, right.core))
    ):
        # A firm grows into a group, and offices leave the word out: a weight against it, no bar.
        found.discard("form")
    if found & {"branch", "form"} and one_apart(left.normal, right.normal):
        # A slip in 公司 or 集团 and the rest is taken apart elsewhere; the branch is still written at the end of both.
        branch = max(left.branch, right.branch, key=len)
        if left.normal.endswith(branch) and right.normal.endswith(branch):
            found -= {"branch", "form"}
    return bool(found) or _branches_apart(left, right)


def _near(one: str, other: str) -> bool:
    """Whether two cores are a slip apart, long enough for that to say something."""
    return min(len(one), len(other)) >= 3 and one_apart(one, other)


def _cooperative(name: CompanyName) -> bool:
    return "合作社" in name.legal_form


def _branches_apart(left: CompanyName, right: CompanyName) -> bool:
    """Whether two branches differ in what stands just before that word: 红山支行 and 红旗支行 are no slip."""
    return (
        bool(left.branch)
        and left.branch == right.branch
        and left.core != right.core
        and not left.legal_form
        and not right.legal_form
        and left.core[:-_OWN_NAME] == right.core[:-_OWN_NAME]
    )


def may_be_same(left: Company, right: Company) -> bool | None:
    """Whether names and USCCs leave it open: unlike names are never outweighed by all the rest together."""
    if left.uscc and right.uscc:
        return left.uscc == right.uscc
    return not barred(left.name, right.name) and _name(left, right)[0] > _UNLIKE_NAME


_SAYS_SAME = N_("the same name")
_SAYS_CORE = N_("the same name but for its form")
_SAYS_GROUP = N_("the same name, one of them a group")
_SAYS_NEAR = N_("names one character apart")
_SAYS_TRADE = N_("the same trade name")
_SAYS_OTHER = N_("the short or former name of the other")


def alike(new: Company, known: Company) -> tuple[str, ...]:
    """Why who files `new` should look at `known` first; () for nothing. Of a new one little more than a name may be said."""
    verdict = same_company(new, known)
    if verdict is not None:
        return verdict.reasons
    if (new.uscc and known.uscc and new.uscc != known.uscc) or barred(new.name, known.name):
        return ()
    said = _name(new, known)[1]
    return (said,) if said in (_SAYS_SAME, _SAYS_CORE, _SAYS_GROUP, _SAYS_OTHER) else ()


def _name(left: Company, right: Company) -> tuple[float, str]:
    """The weight of the two names and the reason it gives; (_UNLIKE_NAME, '') when they are not alike."""
    one, other = left.name, right.name
    if one.normal == other.normal:
        return _SAME_NAME, _SAYS_SAME
    if one.key in right.others or other.key in left.others or one.normal in right.others or other.normal in left.others:
        return _OTHER_NAME, _SAYS_OTHER
    if one.core == other.core:
        if one.regions and other.regions and one.regions != other.regions:
            # 赤峰荣济堂 and 宁城荣济堂 lie in one city and are two firms: the name alone does not carry so far.
            return _SAME_TRADE, _SAYS_TRADE
        return (_SAME_CORE, _SAYS_CORE) if one.group == other.group else (_SAME_CORE - _ONE_A_GROUP, _SAYS_GROUP)
    sisters = one.trade == other.trade and one.industry and other.industry
    # 惠丰药业 and 惠丰实业 are two firms of one house: the character between them is no slip.
    if not sisters and (_near(one.core, other.core) or one_apart(one.normal, other.normal)):
        return _NEAR_CORE - (_ONE_A_GROUP if one.group != other.group else 0), _SAYS_NEAR
    if len(one.trade) >= 2 and one.trade == other.trade and not (one.industry and other.industry):
        return _SAME_TRADE, _SAYS_TRADE
    return _UNLIKE_NAME, ""


def _circumstances(left: Company, right: Company) -> list[tuple[float, str]]:
    """What else agrees or differs, as (weight, reason)."""
    found = []
    if left.phones & right.phones:
        found.append((6.0, N_("the same phone")))
    if left.representative and right.representative:
        if left.representative == right.representative:
            found.append((5.0, N_("the same legal representative")))
        else:
            found.append((-3.0, ""))
    elif left.people & right.people:
        found.append((4.0, N_("the same person")))
    if left.address and left.address == right.address:
        found.append((4.5, N_("the same address")))
    if left.city and right.city:
        found.append((1.5, N_("the same city")) if left.city == right.city else (-5.0, ""))
    return found


def one_apart(left: str, right: str) -> bool:
    """Whether one character was changed, dropped, added, or two neighbours were swapped."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    if len(left) == len(right):
        swapped = left[start : start + 2] == right[start : start + 2][::-1] and left[start + 2 :] == right[start + 2 :]
        return left[start + 1 :] == right[start + 1 :] or swapped
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return longer[start + 1 :] == shorter[start:]


def same_person(left: Individual, right: Individual) -> Verdict | None:
    """What speaks for two contacts being one. A name alone never does, nor a phone several share."""
    if left.id_number and right.id_number:
        if left.id_number != right.id_number:
            return None
        return Verdict(20.0, Tier.CERTAIN, (N_("the same ID number"),))
    if left.birthday and right.birthday and left.birthday != right.birthday:
        return None
    if left.name != right.name:
        near = len(left.name) >= 3 and len(right.name) >= 3 and one_apart(left.name, right.name)
        if not near or not left.mobiles & right.mobiles:
            return None
        score, reasons = 2.0, [N_("names one character apart")]
    else:
        score, reasons = 5.0, [N_("the same name")]
    for weight, reason, agrees in (
        (10.0, N_("the same mobile"), left.mobiles & right.mobiles),
        (10.0, N_("the same WeChat"), left.wechat and left.wechat == right.wechat),
        (8.0, N_("the same e-mail"), left.email and left.email == right.email),
        (7.0, N_("the same unit"), left.unit and left.unit == right.unit),
        (5.0, N_("the same landline"), left.landlines & right.landlines),
        (4.0, N_("the same birthday"), left.birthday and left.birthday == right.birthday),
        (2.0, N_("the same position"), left.position and left.position == right.position),
    ):
        if agrees:
            score += weight
            reasons.append(reason)
    if left.mobiles and right.mobiles and not left.mobiles & right.mobiles:
        score -= 2.0
    if left.unit and right.unit and left.unit != right.unit:
        score -= 2.0
    if score < WORTH_A_LOOK:
        return None
    sure = score >= CERTAIN_FROM and left.name == right.name
    return Verdict(score, Tier.CERTAIN if sure else Tier.LIKELY, tuple(reasons))
