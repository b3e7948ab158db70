"""An organisation and a post written as one: `内蒙古某某集团董事长兼总经理`, `赤峰市某某局局长`, `某某公司 / 经理`."""

from __future__ import annotations

import re
from functools import lru_cache

# Bodies after which everything is the post; the others need a post that is known.
_STRONG = re.compile(
    r"(?:有限公司|公司|集团|合作社|商会|协会|联合会|学会|促进会|基金会|事务所|大学|学院|学校|医院|银行|政府|委员会|联络处|办事处|研究院|研究所|酒店"
    r"|合伙企业|工作室|[分支]行|分局)(?:[(（][^()（）]*[)）])?"
)
_WEAK = re.compile(r"[局厂店部院校所社处委办厅室站场园会联省市区旗县盟镇乡村行馆吧](?:[(（][^()（）]*[)）])?")
_HEAD = r"(?:常务|执行|代理|名誉|荣誉|创会|首席|高级|区域|副|总|党[委组支]部?|第一|原|前)*"
_POST = (
    r"(?:董事长|董事|总裁|副总|老总|总经理|经理|总监|会长|秘书长|秘书|理事长|理事|监事长|监事|主任|科员|局长|处长|科长|部长|厅长|省长|市长|区长|旗长|县长|盟长|镇长|乡长|"
    r"村长|行长|院长|校长|所长|站长|社长|厂长|店长|园长|馆长|主席|书记|顾问|主管|干事|负责人|法人代表|法人|老板|法定代表人|股东|合伙人|创始人|教授|讲师|研究员|"
    r"工程师|会计师|会计|律师|医师|医生|老师|教师|记者|编辑|主编|代表|干部|职员|员工|助理|专员|调研员|巡视员|委员|组长|队长|团长|班长|文员|司机|顾问|CEO|CTO|CFO)"
)
_KNOWN = re.compile(rf"{_HEAD}{_POST}(?:[、/,，兼及和 ]*{_HEAD}{_POST})*(?:[(（][^()（）]*[)）])?", re.IGNORECASE)
_LONG = 200
_BETWEEN = " \t\n\u3000、,，;；/|—–-"


@lru_cache(maxsize=8192)
def unit_and_position(text: str) -> tuple[str, str]:
    """The two parts; the position is '' when none can be told apart, the unit is '' when there is only a post."""
    text = text.strip()
    if len(text) > _LONG:
        return text, ""
    if _KNOWN.fullmatch(text):
        return "", text
    for match in reversed(list(_STRONG.finditer(text))):
        rest = text[match.end() :].lstrip(_BETWEEN)
        if re.search(r"\w", rest):
            body = _STRONG.search(rest) or rest.startswith(("有限", "股份"))
            if not body and len(rest) <= 24:
                return text[: match.end()].strip(_BETWEEN), rest
            break
    for match in reversed(list(_WEAK.finditer(text))):
        rest = text[match.end() :].lstrip(_BETWEEN)
        if match.start() and rest and _KNOWN.fullmatch(rest):
            return text[: match.end()].strip(_BETWEEN), rest
    pieces = re.split(r"\s*[\s、,，;；/|]\s*", text, maxsplit=1)
    if len(pieces) == 2 and _KNOWN.fullmatch(pieces[1]):
        return pieces[0], pieces[1]
    return text, ""
