"""Telephones, cards, permits, plates, certificates, accounts: tricky cases."""

from __future__ import annotations

import pytest
from detecting import found, kinds
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn as oracle

from gongshi.screening.detectors import detect
from gongshi.screening.detectors.bank import luhn


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("手机13800001234", "13800001234"),
        ("电话一三八〇〇〇〇一二三四。", "一三八〇〇〇〇一二三四"),
        ("幺三八零零零零幺二三四", "幺三八零零零零幺二三四"),
        ("壹叁捌零零零零壹贰叁肆", "壹叁捌零零零零壹贰叁肆"),
        ("138零零零零1234", "138零零零零1234"),
        ("138OOOO1234", "138OOOO1234"),
        ("１３８　００００　１２３４", "１３８　００００　１２３４"),
        ("138\u200b0000\u200b1234", "138\u200b0000\u200b1234"),
        ("138000\n01234", "138000\n01234"),
        ("138-0000-1234", "138-0000-1234"),
        ("1 3 8 0 0 0 0 1 2 3 4", "1 3 8 0 0 0 0 1 2 3 4"),
        ("+86 138 0000 1234", "138 0000 1234"),
        ("8613800001234", "8613800001234"),
        ("tel13800001234", "13800001234"),
        ("0000-5550100、13800001234", "13800001234"),
        ("①③⑧⓪⓪⓪⓪①②③④", "①③⑧⓪⓪⓪⓪①②③④"),
        ("+886 900 000 000", "+886 900 000 000"),
    ],
)
def test_mobile(text: str, number: str) -> None:
    assert number in found("mobile", text)


@pytest.mark.parametrize(
    "text",
    [
        "0595-22355663", "059522355663", "+86-595-22355663", "0000-5550100", "400-800-1234",
        "4008001234", "800-810-1234", "12345", "110", "010-12345", "11990001DEM000014U",
        "13812345678元", "13812345678.90元", "¥13812345678", "e3b0c44213800001234c149afbf4c8996",
        "FJ13800001234", "2024-01-13 8000 0123 4", "192.168.179.41", "018748773127", "第13章第8条",
        "一三五单号限行，二四六双号限行", "GB/T 13800-2024",
    ],
)  # fmt: skip
def test_no_mobile(text: str) -> None:
    assert not detect(["mobile"], text)


@given(st.from_regex(r"[0-9]{2,25}", fullmatch=True))
def test_luhn_as_stdnum(number: str) -> None:
    assert luhn(number) == oracle.is_valid(number)


@pytest.mark.parametrize(
    ("body", "before"),
    [
        ("622202000000000000", ""),  # UnionPay, 19 digits
        ("621226000000000", ""),  # UnionPay, 16
        ("436742000000000000", ""),  # a Chinese debit card older than 62
        ("37024600000000", ""),  # issued in China by American Express
        ("400000000000000", "卡号"),  # issued elsewhere: only where a word says so
        ("510510510510510", "银行卡："),
    ],
)
def test_bank_card(body: str, before: str) -> None:
    check = next(digit for digit in "0123456789" if luhn(body + digit))
    number = body + check
    fours = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
    full_width = number.translate({0x30 + digit: 0xFF10 + digit for digit in range(10)})
    for written in (
        number,
        fours,
        full_width,
        f"{number[:7]}\n{number[7:]}",
        "\u200b".join(number),
    ):
        assert found("bank_card", f"{before}{written}。") == [written]
    assert not detect(["bank_card"], f"{before}{body}{(int(check) + 1) % 10}")
    assert not detect(["bank_card"], f"{before}{number}7")
    assert not detect(["bank_card"], f"{before}GD{number}")


@pytest.mark.parametrize(
    "text",
    [
        "4000000000000002",
        "9222020000000000000",
        "A6222020000000000000",
        "11990001DEM000014U",
        "62220200000",
    ],
)
def test_no_bank_card(text: str) -> None:
    assert not detect(["bank_card"], text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("E00001234", "E00001234"),
        ("护照号码：EA0001234", "EA0001234"),
        ("护照（Passport）号码：P00001234", "P00001234"),
        ("港澳居民来往内地通行证H00001234", "H00001234"),
        ("台胞证号：00001234", "00001234"),
        ("往来港澳通行证C00001234", "C00001234"),
        ("USA359999010112", "USA359999010112"),
        ("军官证号：军字第0001234号", "军字第0001234号"),
        ("香港身份证A123456(3)", "A123456(3)"),
    ],
)
def test_permit(text: str, number: str) -> None:
    assert found("permit", text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "国药准字H20240001",
        "E20240001",
        "护照、通行证办理<数>本",
        "A123456(4)",
        "XQZ359999010112",
        "FJE00001234",
        "G12345678",
        "军官证、士兵证优先",
    ],
)
def test_no_permit(text: str) -> None:
    assert not detect(["permit"], text)


@pytest.mark.parametrize(
    "text",
    [
        "闽Z12345",
        "闽Z·12345",
        "闽ＺＡ１２３４",
        "闽ZD12345",
        "闽Z12345D",
        "粤Z1234港",
        "闽Z1234警",
        "闽Z1234学",
        "闽Z 12345",
        "京Z\u200b12345",
        "闽z1234挂",
    ],
)
def test_plate(text: str) -> None:
    assert detect(["plate"], f"车辆{text}违停")


@pytest.mark.parametrize(
    "text",
    [
        "闽B2-20240001",
        "闽ICP备20240001号",
        "贵A类项目12345万元",
        "川C12线",
        "新A级景区",
        "闽CB5950001",
        "北京A12345区",
        "津A地块",
        "闽I12345",
        "闽Z12O45",
    ],
)
def test_no_plate(text: str) -> None:
    assert not detect(["plate"], text)


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("bucunzai@qq.com", "bucunzai@qq.com"),
        ("请发 bucunzai.01@163.com。", "bucunzai.01@163.com"),
        ("ｂｕｃｕｎｚａｉ＠１２６．ｃｏｍ", "ｂｕｃｕｎｚａｉ＠１２６．ｃｏｍ"),
        ("bucunzai (at) gmail.com", "bucunzai (at) gmail.com"),
        ("mailto:bucunzai@vip.sina.com", "bucunzai@vip.sina.com"),
    ],
)
def test_mail(text: str, mail: str) -> None:
    assert found("email_personal", text) == [mail]


@pytest.mark.parametrize(
    "text",
    [
        "xinyong@yanshi.example",
        "gk@licheng.gov.cn",
        "a@qq.com.example",
        "a@notqq.com",
        "@qq.com",
        "qq邮箱",
        "a@163.com.gov.cn",
    ],
)
def test_no_mail(text: str) -> None:
    assert not detect(["email_personal"], text)


def test_accounts() -> None:
    assert found("im_account", "QQ：10000，微信号：bucunzai_01") == ["10000", "bucunzai_01"]
    assert found("im_account", "加V：bucunzai01") == ["bucunzai01"]
    for text in (
        "微信公众号：yanshi_fabu",
        "微信支付",
        "QQ群：123456789",
        "VX2024系列",
        "10000",
        "微信扫一扫",
    ):
        assert not detect(["im_account"], text), text
    assert found("bank_account", "账号：3500 0001 2345") == ["3500 0001 2345"]
    assert found("bank_account", "账号：示例银行演示支行350000012345") == ["350000012345"]
    assert not detect(["bank_account"], "统一认证账号开通；账号：2024")


def test_certificates() -> None:
    number = "闽（2020）示例市不动产权第0001234号"
    assert found("property_certificate", f"持{number}办理") in ([number], [f"持{number}"])
    assert found("property_certificate", "泉房权证鲤字第201800123号") == [
        "泉房权证鲤字第201800123号"
    ]
    for text in ("不动产权证书300本", "不动产权首次登记", "不动产权属争议", "产权证遗失声明"):
        assert not detect(["property_certificate"], text), text


def test_what_the_site_prints_everywhere() -> None:
    text = (
        "示例市演示区司法局（11990001DEM000276K）依据泉鲤政文〔2019〕43号公开，"
        "索引号qz01100-0300-2026-00014，电话0000-5550100"
    )
    assert not kinds(text)
