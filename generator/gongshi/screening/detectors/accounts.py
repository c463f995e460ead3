"""QQ and WeChat numbers and accounts with a bank: what is known by the word in front of it.

Without the word such a number is like any other, so it does not count. Public accounts (公众号),
mini programs and groups are no person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.runs import HAN_DIGITS
from gongshi.screening.detectors.tables import table

_WORD = r"(?:号码|帐号|账号|号|id)"

_QQ_WORDS = Anchors(["q", "qq", "q q", "扣扣", "企鹅"])
_QQ = re.compile(
    r"(?:(?<![a-z])q ?q|扣扣|企鹅|(?<![a-z0-9])q ?(?=号|:)|(?<=[加+])q)"
    rf"(?: ?{_WORD})?[\s:=是为(]{{0,4}}"
    rf"([1-9](?:[ \-]?[0-9]){{4,10}}|[{HAN_DIGITS}]{{6,11}})(?![0-9a-z@])"
)
_WECHAT_WORDS = Anchors([*table("words")["wechat"], "v:", "微 信", "薇 信", "v :", "加 v"])
_WECHAT = re.compile(
    r"(?:微 ?信|薇 ?信|威信|v信|weixin|wechat|(?<![a-z0-9])[vw]x|支付宝|钉钉|[加+] ?[v微薇]信?"
    r"|(?<![a-z0-9])v(?= ?:))"
    rf"( ?{_WORD})?(?:\([^()\x00]{{1,6}}\)|[一-鿿]{{1,4}}(?=[:=]))?([\s:=是为(]{{0,4}})"
    r"([a-z][a-z0-9_\-]{5,29}|1[3-9](?:[ \-]?[0-9]){9}|[1-9][0-9]{4,10})(?![a-z0-9_@])"
)
_PUBLIC = re.compile(r"公众|小程序|服务号|订阅号|视频号|企业号|群|商户|版本|支付")
_LIKE_A_HANDLE = re.compile(r"[0-9_\-]")

_ACCOUNT_WORDS = Anchors([*table("words")["accounts"], "账 号", "帐 号", "账 户", "帐 户"])
_ACCOUNT = re.compile(
    r"(?:[账帐] ?[号户]|存折|对公户|卡号)(?:号码?)?(?:名称)?[\s:=是为(]{0,4}"
    r"(?:[一-鿿]{2,20}(?:银行|[支分商]行|营业部|信用社)[\s,;]{0,3})?"
    r"([0-9](?:(?:[ \-·./\t_()]{0,3}|[ \t\-]{0,3}[\r\n]{1,2}[ \t]{0,9})[0-9]){8,31})(?![0-9a-z@])"
)


def im_account(view: View) -> Iterator[Place]:
    for start, _ in _QQ_WORDS.places(view.text):
        match = _QQ.match(view.text, start)
        if match:
            yield match.span(1)
    for start, _ in _WECHAT_WORDS.places(view.text):
        match = _WECHAT.match(view.text, start)
        if match and _is_handle(match, view):
            yield match.span(3)


def _is_handle(match: re.Match[str], view: View) -> bool:
    word, link, name = match[1], match[2], match[3]
    # A word of letters alone may be a product (微信pay), unless something says "this is it".
    if not (word or ":" in link or "=" in link or _LIKE_A_HANDLE.search(name)):
        return False
    # vx2024 without anything between is a type.
    if name[0].isdigit() and not word and not link and match.group()[0] in "vw":
        return False
    around = view.before(match.start(), 8) + match.group() + view.after(match.end(), 8)
    return not _PUBLIC.search(around)


def bank_account(view: View) -> Iterator[Place]:
    """法释〔2016〕19号第十条 names 银行账号 among what is deleted from published judgments."""
    for start, _ in _ACCOUNT_WORDS.places(view.text):
        match = _ACCOUNT.match(view.text, start)
        if match:
            yield match.span(1)
