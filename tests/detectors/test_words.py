"""What is said of a person in words: names, children, homes, births, illnesses."""

from __future__ import annotations

import pytest
from detecting import found

from gongshi.screening.detectors import detect


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("被告张大力未履行", "张大力"),
        ("原告王强诉称", "王强"),
        ("法定代表人：欧阳文博", "欧阳文博"),
        ("负责人于海燕，电话", "于海燕"),
        ("联系人：王　芳", "王　芳"),
        ("委托诉讼代理人：买买提·艾力，律师", "买买提·艾力"),
        ("申请人高\u200b建国不服", "高\u200b建国"),
        ("局长李建国主持会议", "李建国"),
        ("姓名：司马春生", "司马春生"),
        ("当事人陈子涵受伤", "陈子涵"),
    ],
)
def test_name(text: str, name: str) -> None:
    assert found("person_name", text) == [name]


def test_names_in_a_list() -> None:
    assert found("person_name", "原告张大力、李秀兰，被告：王强") == ["张大力", "李秀兰", "王强"]


@pytest.mark.parametrize(
    "text",
    [
        "负责人员", "负责人签字：", "申请人提交", "被告单位未到庭", "法定代表人变更", "主任办公会",
        "申请人应当在三日内", "申请人向法院提出", "申请人陈述、申辩", "联系人：综合科",
        "联系人：办公室", "经办人：安全员", "责任人张某", "原告李某某", "被告欧阳某", "举报人王××",
        "负责人：刘**", "联系人：张先生", "负责人高度重视", "申请人单位公章", "林业主管部门",
        "妇女儿童工作", "居民楼应当", "主任任期三年", "申请人林海建设工程有限公司",
        "被告高新区管委会", "联系人：安达物流有限公司", "负责人严格按照规定", "证人姓名和住所",
        "申请人须知", "会计师事务所", "局长于每季度末述职", "张大力", "申请人：各街道办事处",
    ],
)  # fmt: skip
def test_no_name(text: str) -> None:
    assert found("person_name", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "未成年人李某", "中学生王某某", "王大力（13岁）", "李某未满十八周岁", "年仅九岁的张某",
        "张某系未成年人", "女童陈××", "学生张小明", "其子李某（八岁）", "16岁少女刘某某",
        "陈某某（未成年）", "李\u200b某，男，１５周岁",
    ],
)  # fmt: skip
def test_minor(text: str) -> None:
    assert detect(["minor"], f"经查，{text}在场")


@pytest.mark.parametrize(
    "text",
    [
        "未成年人保护工作", "未成年人思想道德建设", "青少年宫", "6周岁以下儿童免票",
        "年满16周岁的公民", "不满十四周岁的未成年人不予处罚", "学生安置方案", "小学生王国乐园",
        "儿童文学家", "婴儿车", "大学生张某", "李某（38岁）", "张某系成年人",
        "留守未成年人和困境未成年人", "未满十八周岁的申请人应当由监护人陪同",
    ],
)  # fmt: skip
def test_no_minor(text: str) -> None:
    assert not detect(["minor"], text)


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("送至碧水花园3栋2单元1205室。", "送至碧水花园3栋2单元1205室"),
        ("碧水花园5幢302室", "碧水花园5幢302室"),
        ("碧水花园3-1-1205", "碧水花园3-1-1205"),
        ("榴湾路12弄3号402室", "榴湾路12弄3号402室"),
        ("榴花小区三号楼二单元五〇二室", "榴花小区三号楼二单元五〇二室"),
        ("，汉族，住示例县石浦镇上塘村3组12号。", "示例县石浦镇上塘村3组12号"),
        ("家庭住址：示例市榴湾路12号", "示例市榴湾路12号"),
    ],
)
def test_home(text: str, home: str) -> None:
    assert found("home_address", text) == [home]


@pytest.mark.parametrize(
    "text",
    [
        "演示区文昌路1号区机关大院3号楼2楼", "区机关大院1号楼", "行政中心B区4号楼510室",
        "科技园A座2楼会议室", "示例大厦12层1203室", "碧水花园3栋101室社区服务站",
        "榴花小区5号楼1楼", "住所地：示例市演示区文昌路1号", "住房公积金管理中心3号窗口",
        "新建住宅6栋、12单元", "户籍所在地街道办事处", "3号楼加装电梯", "小区共12栋3000户",
        "示例医院门诊楼3楼306诊室", "入住3号方舱", "居住证申领条件第3条",
    ],
)  # fmt: skip
def test_no_home(text: str) -> None:
    assert not detect(["home_address"], text)


@pytest.mark.parametrize(
    "text",
    [
        "1980年1月1日出生",
        "出生日期：1980-01-01",
        "生于1980年3月",
        "1980年3月生，",
        "一九八〇年三月五日出生",
        "19800101出生",
        "１９８０．０１生",
        "生日：3月5日",
        "男，1980年出生，",
    ],
)
def test_birth(text: str) -> None:
    assert detect(["birth_date"], text)


@pytest.mark.parametrize(
    "text",
    [
        "自2024年1月1日起生效", "2024年3月生产", "2024年3月生活垃圾", "事故发生于2024年3月1日",
        "学生于2024年9月1日报到", "诞生于1921年7月", "2021年1月1日以后出生的婴儿",
        "2024年9月1日至2025年8月31日出生的适龄儿童", "出生日期以户口簿为准",
        "2020年出生人口性别比", "公司成立于2024年5月", "2024年2月生源地贷款", "1980-01-01",
    ],
)  # fmt: skip
def test_no_birth(text: str) -> None:
    assert not detect(["birth_date"], text)


def test_health() -> None:
    for text in ("王某患有尿毒症", "李大力被确诊为肺癌", "张某某（癫痫患者）", "陈某因冠心病住院"):
        assert detect(["health"], text), text
    for text in (
        "患有精神障碍的人员",
        "艾滋病防治",
        "申请人患有尿毒症的",
        "老年人、患病的人",
        "结核病患者救助",
        "王某",
    ):
        assert not detect(["health"], text), text
