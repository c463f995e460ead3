"""Whether a property that names an author names a person."""

from __future__ import annotations

import re
from enum import Enum

from gongshi.screening.detectors.surnames import COMPOUND, SURNAMES

_ORGANISATION = re.compile(
    r"(局|委|办|厅|部|院|所|站|处|科|室|组|队|会|社|中心|政府|公司|集团|银行|学校|大学|中学|小学|医院|街道|"
    r"镇|乡|村|区|县|市|省|网|平台|系统|单位|机关|法庭|窗口|员|机|秘|印|档|文档|公文)$"
)
# What programs write by themselves.
_PROGRAMS = re.compile(
    r"(administrator|admin|user|owner|root|unknown|author|default|guest|office|windows|microsoft.*|"
    r"wps.*|kingsoft.*|libreoffice.*|openoffice.*|openpyxl|python-docx|xlsxwriter|apache poi|"
    r"adobe.*|acrobat.*|hp|lenovo|dell|asus|acer|huawei|thinkpad|pc|用户|管理员|作者|佚名|微软用户|微软中国|"
    r"金山办公|雨林木风|番茄花园|深度技术|系统之家|联想|惠普|戴尔|华硕|华为)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_TRANSCRIBED = re.compile(r"[\u4e00-\u9fff]+(?:[·•・][\u4e00-\u9fff]+)+")
_BETWEEN = re.compile(r"[;；,，、/|\n]+")


class Naming(Enum):
    NOBODY = "an organisation, a program, nothing"
    MAYBE = "something else: a pinyin name, a nickname, an account"
    PERSON = "has the form of a Chinese name"


def naming(author: str) -> Naming:
    """The worst of the names that stand in `author`."""
    found = [_naming_of(part.strip()) for part in _BETWEEN.split(author)]
    for worst in (Naming.PERSON, Naming.MAYBE):
        if worst in found:
            return worst
    return Naming.NOBODY


def _naming_of(name: str) -> Naming:
    if _ORGANISATION.search(name) or _PROGRAMS.fullmatch(name.lower()):
        return Naming.NOBODY
    if _TRANSCRIBED.fullmatch(name):
        return Naming.PERSON
    compact = re.sub(r"\s", "", name)  # 张 三
    if _HAN.fullmatch(compact) and (compact[0] in SURNAMES or compact[:2] in COMPOUND):
        return Naming.PERSON
    return Naming.MAYBE if any(character.isalpha() for character in name) else Naming.NOBODY
