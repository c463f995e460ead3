"""docs/pii.md: what the detectors find, for those who decide whether to rely on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import yaml

from pii.measure import CHECKSUM, Score
from pii.words import PARTS

FILE = Path(__file__).resolve().parents[2] / "docs" / "pii.md"
_FIRST_SIGHT = Path(__file__).with_name("first_sight.yaml")
_TITLES = {
    "identity_18": "18 位身份证号码（含港澳台居民居住证、外国人永久居留身份证）",
    "identity_18_mistyped": "形似身份证号码（校验位不符）",
    "identity_15": "身份证号码（15 位）",
    "identity_masked": "遮盖了一部分的身份证号码",
    "permit": "护照、通行证、军人证件号码",
    "mobile": "手机号码",
    "email_personal": "个人电子邮箱",
    "im_account": "QQ 号、微信号",
    "bank_card": "银行卡号",
    "bank_account": "银行账号",
    "plate": "机动车号牌",
    "home_address": "家庭住址",
    "birth_date": "出生日期",
    "minor": "具体的未成年人",
    "health": "具体的人的疾病",
    "person_name": "自然人姓名（角色词之后）",
    "property_certificate": "不动产权证号",
}
_HEAD = """\
# 个人信息检测

公开之前，每一格文字、每一页正文都要过检测器（`generator/gongshi/screening/detectors/`）。本页由 \
`make bench-pii` 生成，请勿手改。

## 怎么测的

语料库 `benchmarks/pii/corpus.jsonl` 共 {texts:,} 条，全部虚构，同一个种子逐字节重现：

- **公开部分**：写检测器时看着它写，{open_positives:,} 条含个人信息，{open_negatives:,} 条不含；
- **留出部分**：换了种子、句子、写法、姓名和小区名，{held_positives:,} 条含，{held_negatives:,} 条\
不含。

不含个人信息的都是容易误报的：信用代码、案号、文号、索引号、固定电话、金额、事项编码、哈希值、\
网址、日期、许可证号，以及带着“未成年人”“负责人”“申请人”“小区”“出生”字样的公文句子。

“初见”是检测器第一次碰到留出部分的最后一批文字时的召回率，此后没有重测。留出部分后来也用来\
改过检测器，所以**估计没见过的文字，请看“初见”**。

门槛：带校验位的（18 位身份证号码、银行卡号）召回率 100%、误报率不超过 0.1%；其余召回率不低于 \
98%、误报率不超过 1%。两部分都要达到，否则 `make bench-pii` 失败。

| 检测器 | 找什么 | 公开部分召回 | 留出部分召回 | 初见 | 误报（公开） | 误报（留出） |
|---|---|--:|--:|--:|--:|--:|
"""
_TAIL = """
## 看得穿什么

全角数字、数学字体和其他文字的数字、零宽字符、不换行空格、连字符、圆点、斜杠、括号、换行断开、\
逐位空格，汉字数字（一三八、幺三八、壹叁捌），以字母 O 代零。

## 看不出什么

- **没有角色词的姓名。** 只认“被告”“负责人”“联系人”之类后面的姓名。少数民族姓名要有间隔号（·）\
才认得出；姓氏同时是常用字（于、方、时、任），名又少见的，可能漏掉。
- **没有说明的日期、号码。** 单独一个日期不知道是不是生日，单独一串数字不知道是不是 QQ 号。
- **没有楼栋房号、前面也没有“住”字的地址。** “住所”不算：它也是机构登记地址的法定叫法。
- **疾病**只认旁边有人的。
- **图片里的字。** 附件另有规则。
- 十八位的“区划 + 日期 + 流水号”编码，十一个里有一个恰好通过身份证的校验，会误报；其余的归入\
“形似身份证号码”，只提示。十五位工商注册号没有写明是注册号的，约三十个里有一个像身份证号码。
- 十一位、以 13 至 19 开头的编号，和手机号没有区别。

登记过的办公电话、热线、机构邮箱、公众号不在检测之列：固定电话、400、800、12345 一律放行，\
邮箱只认个人邮箱服务商的域名。
"""


def page(results: Sequence[Score]) -> str:
    by = {(score.kind, score.part): score for score in results}
    kinds = list(dict.fromkeys(score.kind for score in results))
    totals = {part: sum(by[kind, part].positives for kind in kinds) for part in PARTS}
    negatives = {part: by[kinds[0], part].negatives for part in PARTS}
    head = _HEAD.format(
        texts=sum(totals.values()) + sum(negatives.values()),
        open_positives=totals[PARTS[0]],
        open_negatives=negatives[PARTS[0]],
        held_positives=totals[PARTS[1]],
        held_negatives=negatives[PARTS[1]],
    )
    first = yaml.safe_load(_FIRST_SIGHT.read_text("utf-8"))
    rows = [_row(kind, [by[kind, part] for part in PARTS], first[kind]) for kind in kinds]
    return head + "\n".join(rows) + "\n" + _TAIL


def _row(kind: str, parts: Sequence[Score], first: Sequence[int]) -> str:
    checksum = "，有校验位" if kind in CHECKSUM else ""
    cells = [
        f"`{kind}`",
        _TITLES[kind] + checksum,
        *(_share(part.positives - len(part.missed), part.positives) for part in parts),
        _share(*first),
        *(_share(len(part.alarms), part.negatives, digits=2) for part in parts),
    ]
    return f"| {' | '.join(cells)} |"


def _share(some: int, of: int, digits: int = 1) -> str:
    return f"{some / of:.{digits}%}（{some}/{of}）"
