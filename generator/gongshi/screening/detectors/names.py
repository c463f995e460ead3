"""Names of natural persons after a word that says what they are in the matter.

法释〔2016〕19号第八条、第九条: names of parties and of those who act for them are made anonymous. Names
that are anonymous already (李某, 张某甲) are left alone, and so are offices and institutions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.persons import HAN, person, somebody

_ROLES = Anchors(
    "申请执行人 被申请执行人 被执行人 失信被执行人 申请人 复议申请人 被申请人 申请再审人 上诉人 被上诉人 申诉人 被申诉人 原告 原告人"
    " 被告 被告人 第三人 当事人 法定代表人 法人代表 法定代理人 委托诉讼代理人 委托代理人 诉讼代理人 代理人 辩护人 监护人"
    " 保证人 担保人 承租人 出租人 买受人 负责人 责任人 经办人 联系人 联络人 联络员 承办人 承办法官 办理人 审核人 复核人 审批人"
    " 填报人 填表人 制表人 经手人 报告人 起草人 投诉人 举报人 检举人 信访人 反映人 来电人 来访人 受害人 被害人 死者 伤者 证人"
    " 知情人 嫌疑人 违法行为人 行为人 被处罚人 罪犯 户主 业主 房主 车主 机主 租户 收件人 寄件人 收款人 付款人 领取人 监督员"
    " 网格员 值班员 调解员 审判长 审判员 书记员 陪审员 公证员 院长 校长 局长 处长 科长 主任 书记 市长 县长 区长 镇长 乡长 村长"
    " 厅长 部长 所长 站长 队长 组长 股长 庭长 行长 秘书长 秘书 经理 董事长 总裁 厂长 店主 经营者 投资人 股东 村民 居民 市民"
    " 职工 患者 姓名 签收人 申报人 责任领导 分管领导 主要领导 房东 投保人 被保险人 受益人 委托人 受托人 授权人 被授权人 继承人 捐赠人"
    " 捐款人 受助人 救助对象 帮扶对象 帮扶人 帮扶责任人 贫困户 低保户 五保户 承包人 承包户 施工员 安全员 质检员 监理工程师 检查人"
    " 执法人员 办案人员 检查人员 民警 法官 检察官 律师 公证人 鉴定人 翻译人 见证人 介绍人 发明人 设计人 责任编辑 医生 医师 护士 教师 老师"
    " 支书 社长 监事 董事 理事长 理事 会长 指挥长 河长 路长 林长 楼长 网格长 班长 代办员 受理人 受理员 送达人 领证人 领款人 汇款人"
    " 户名 持卡人 持证人 家长 亲属 家属 配偶 妻子 丈夫 父亲 母亲 儿子 女儿 宅基地使用权人 权利人 产权人 土地使用权人 经营者姓名".split()
)
_LINK = re.compile(
    r"(?:\([^()\n\x00]{0,12}\))?(?: ?:\s{0,4}|[ \t\n]{1,4}|(?:分别)?[为是系叫]|[“\"(])?"
)
_INTRODUCES = frozenset(': \t\n"“(')
_NEXT = re.compile(r"[、,和与及] ?")
# 林业主管部门 is no 业主, 妇女儿童 no 女儿: what makes another word of a role, and is in front of it.
_OTHER_WORDS = {"业主": "林农渔行作工商企创", "女儿": "妇", "会长": "机自"}


def person_name(view: View) -> Iterator[Place]:
    text = view.text
    for at, end_of_role in _ROLES.places(text):
        if text[at - 1 : at] and text[at - 1] in _OTHER_WORDS.get(text[at:end_of_role], ""):
            continue
        link = _LINK.match(text, end_of_role)
        assert link is not None  # every part of it may be missing
        introduced = link.group()[-1:] in _INTRODUCES and bool(link.group())
        end = person(text, link.end(), introduced=introduced)
        if end:
            yield link.end(), end
        else:
            end = somebody(text, link.end(), introduced=introduced)
        yield from _others(text, end)


def _others(text: str, end: int) -> Iterator[Place]:
    """原告张三、李四: the names that follow in the same list."""
    while end:
        link = _NEXT.match(text, end)
        if link is None:
            return
        start, end = link.end(), 0
        found = person(text, start)
        if found and not HAN.match(text, found):
            yield start, found
            end = found
