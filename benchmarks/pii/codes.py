"""Numbers of a government site that are about nobody: what a detector must leave alone."""

from __future__ import annotations

from collections.abc import Callable

from synthesis.codes import uscc
from synthesis.dice import Dice

from pii import fiction
from pii.fiction import AREAS, digits

Make = Callable[[Dice], str]
_HEX = "0123456789abcdef"


def _hex(dice: Dice, count: int) -> str:
    return "".join(dice.choice(_HEX) for _ in range(count))


def demo_uscc(dice: Dice) -> str:
    return uscc(dice.choice(("11", "12", "54")), dice.integer(1, 99999))


def real_area_uscc(dice: Dice) -> str:
    return fiction.uscc(dice, dice.choice(("11", "12", "51", "52", "91", "92", "93")), dice.choice(AREAS))


def case_number(dice: Dice) -> str:
    kind = dice.choice(("民初", "行初", "执", "刑终", "执恢", "民申", "破"))
    return f"（{dice.integer(2015, 2026)}）{dice.choice(('闽', '示', '京', '粤', '苏'))}0{dice.integer(100, 999)}{kind}{dice.integer(1, 9999)}号"


def document_number(dice: Dice) -> str:
    maker = dice.choice(("泉鲤政文", "示演政", "示演统", "国办发", "闽政办", "演发改审"))
    return f"{maker}〔{dice.integer(2015, 2026)}〕{dice.integer(1, 300)}号"


def index_number(dice: Dice) -> str:
    head = dice.choice(("qz01100", "YS01002", "FJ00113", "QZ00101"))
    return f"{head}-{dice.integer(1, 12) * 100:04d}-{dice.integer(2015, 2026)}-{dice.integer(1, 99999):05d}"


def landline(dice: Dice) -> str:
    area = dice.choice(("0595", "0591", "010", "021", "020", "0000", "0755", "025"))
    number = ("5550" + digits(dice, 3)) if area == "0000" else dice.choice("23678") + digits(dice, 7)
    shape = dice.integer(0, 5)
    if shape == 0:
        return f"（{area}）{number}"
    if shape == 1:
        return f"{area}{number}"
    if shape == 2:
        return f"{area} {number}转{dice.integer(100, 8999)}"
    if shape == 3:
        return f"+86-{area[1:]}-{number}"
    return f"{area}-{number}"


def service_line(dice: Dice) -> str:
    return dice.choice(
        (
            f"400-{digits(dice, 3)}-{digits(dice, 4)}", f"400{digits(dice, 7)}", f"800-{digits(dice, 3)}-{digits(dice, 4)}",
            "12345", "110", "119", "12315", "12388", "12348", "12329", "12333", "96345", "95598", "010-12345",
        )
    )  # fmt: skip


def amount(dice: Dice) -> str:
    value = dice.integer(1, 10 ** dice.integer(3, 12))
    shape = dice.integer(0, 5)
    if shape == 0:
        return f"{value:,}.{digits(dice, 2)}元"
    if shape == 1:
        return f"¥{value}.{digits(dice, 2)}"
    if shape == 2:
        return f"人民币{value}元整"
    if shape == 3:
        return f"{value / 10000:.4f}万元"
    if shape == 4:
        return f"{dice.integer(10**17, 10**18 - 1)}.{digits(dice, 2)}元"
    return f"{dice.integer(13, 19)}{digits(dice, 9)}元"


def item_code(dice: Dice) -> str:
    area = dice.choice(AREAS)
    shape = dice.integer(0, 4)
    if shape == 0:
        return f"{area[:4]}{dice.choice(('XK', 'CF', 'GF', 'QR'))}{digits(dice, 6)}"
    if shape == 1:
        return demo_uscc(dice) + dice.choice("1234") + f"9900XK{digits(dice, 6)}"
    if shape == 2:
        return real_area_uscc(dice) + "3" + f"{area[:4]}{digits(dice, 8)}"
    if shape == 3:
        return digits(dice, 12)
    return "000" + digits(dice, 9)


def project_number(dice: Dice) -> str:
    year = dice.integer(2015, 2026)
    return dice.choice(
        (
            f"[3505]FJ{digits(dice, 2)}[GK]{year}{digits(dice, 3)}",
            f"{year}-350502-{digits(dice, 2)}-01-{digits(dice, 6)}",
            f"FJ{year}{digits(dice, 6)}",
            f"E3505{year}{digits(dice, 9)}",
            f"ZB-{year}-{digits(dice, 4)}",
        )
    )


def hash_or_id(dice: Dice) -> str:
    shape = dice.integer(0, 2)
    if shape == 0:
        return _hex(dice, 64)
    if shape == 1:
        return "-".join(_hex(dice, count) for count in (8, 4, 4, 4, 12))
    return _hex(dice, 40)


def url(dice: Dice) -> str:
    year, month = dice.integer(2015, 2026), dice.integer(1, 12)
    return dice.choice(
        (
            f"https://www.yanshi.example/records/{year}{month:02d}/{_hex(dice, 10)}.html",
            f"http://www.yanshi.example/art/{year}/{month}/{dice.integer(1, 28)}/art_{digits(dice, 4)}_{digits(dice, 7)}.html",
            f"https://zwfw.yanshi.example/item?code={item_code(dice)}&v={digits(dice, 10)}",
            f"https://www.yanshi.example/t{year}{month:02d}{dice.integer(1, 28):02d}_{digits(dice, 8)}.htm",
        )
    )


def moment(dice: Dice) -> str:
    day, other = fiction.day(dice, 1990, 2026), fiction.day(dice, 2015, 2027)
    time = f"{dice.integer(0, 23):02d}:{dice.integer(0, 59):02d}"
    return dice.choice(
        (
            f"{day}", f"{day:%Y%m%d}", f"{day}至{other}", f"{day} {time}:00", f"{day:%Y}年{day.month}月{day.day}日",
            f"{day:%Y%m%d}{time.replace(':', '')}{digits(dice, 5)}", f"{day:%Y.%m.%d}—{other:%Y.%m.%d}", f"{day}/{other}",
            f"{day} {other}", f"{other:%Y-%m-%dT}{time}:00+08:00", f"1{digits(dice, 12)}", f"{day:%Y/%m/%d} {time}",
        )
    )  # fmt: skip


def licence(dice: Dice) -> str:
    area = dice.choice(AREAS)
    return dice.choice(
        (
            f"JY1{area}{digits(dice, 7)}", f"SC1{area}{digits(dice, 7)}", f"国药准字H{dice.integer(1990, 2024)}{digits(dice, 4)}",
            f"闽ICP备{digits(dice, 8)}号-{dice.integer(1, 9)}", f"闽公网安备{area}02{digits(dice, 6)}号",
            f"闽B2-{dice.integer(2010, 2026)}{digits(dice, 4)}", f"闽CB{digits(dice, 7)}", f"闽卫水字〔{dice.integer(2015, 2026)}〕第{digits(dice, 4)}号",
            f"D{area[:2]}{digits(dice, 7)}", f"（闽）JZ安许证字〔{dice.integer(2015, 2026)}〕{digits(dice, 6)}",
            f"国械注准{dice.integer(2015, 2024)}{digits(dice, 7)}", f"G{area[:2]}{digits(dice, 10)}",
        )
    )  # fmt: skip


def standard(dice: Dice) -> str:
    return dice.choice(
        (
            f"GB/T {digits(dice, 5)}-{dice.integer(1990, 2026)}", f"GB {digits(dice, 4)}.{dice.integer(1, 99)}—{dice.integer(1990, 2026)}",
            f"DB35/T {digits(dice, 4)}-{dice.integer(2010, 2026)}", f"ISBN 978-7-{digits(dice, 3)}-{digits(dice, 5)}-{digits(dice, 1)}",
            f"ISSN {digits(dice, 4)}-{digits(dice, 4)}", f"978711{digits(dice, 7)}", f"GA {digits(dice, 3)}-{dice.integer(2010, 2026)}",
            f"ISO {digits(dice, 5)}:{dice.integer(1990, 2026)}", f"CJJ {digits(dice, 2)}-{dice.integer(1990, 2026)}",
        )
    )  # fmt: skip


def way(dice: Dice) -> str:
    return dice.choice(
        (
            f"G{dice.integer(1, 99)}沈海高速K{digits(dice, 4)}+{digits(dice, 3)}", f"S{dice.integer(100, 399)}线{dice.integer(1, 99)}号桥",
            f"国道324线K{dice.integer(100, 999)}处", f"X{dice.integer(300, 399)}县道", f"地块编号{digits(dice, 4)}-{digits(dice, 2)}-{digits(dice, 3)}",
            f"不动产单元号350502{digits(dice, 6)}GB{digits(dice, 5)}F{digits(dice, 8)}", f"井盖编号{digits(dice, 8)}", f"路灯杆号ys{digits(dice, 6)}",
            f"118.{digits(dice, 6)},24.{digits(dice, 6)}", f"192.168.{dice.integer(0, 255)}.{dice.integer(0, 255)}", f"v{dice.integer(1, 9)}.{dice.integer(0, 30)}.{dice.integer(0, 30)}",
        )
    )  # fmt: skip


def bare_number(dice: Dice) -> str:
    """As long as a QQ number, an order, a parcel, an invoice; not eleven digits from 13 to 19."""
    count = dice.choice((5, 6, 7, 8, 9, 10, 12, 14, 20, 22))
    return dice.choice("23456789") + digits(dice, count - 1)


def long_number(dice: Dice) -> str:
    """Orders and serial numbers of thirteen to nineteen digits, mostly a date and a sequence."""
    year = dice.integer(2015, 2026)
    date = f"{year}{dice.integer(1, 12):02d}{dice.integer(1, 28):02d}"
    return dice.choice(
        (
            date + digits(dice, dice.choice((5, 6, 8, 9, 10, 11))),
            "0" + digits(dice, dice.choice((13, 14, 15, 16, 17, 18))),
            dice.choice("789") + digits(dice, dice.choice((13, 15, 17))),
            f"3505{year}{digits(dice, dice.choice((5, 8, 10)))}",
        )
    )


def area_date_number(dice: Dice) -> str:
    """区划 + 日期 + 流水号, eighteen digits: one in eleven is right by ISO 7064, too."""
    day = fiction.day(dice, 2015, 2026)
    return f"{dice.choice(AREAS)}{day:%Y%m%d}{digits(dice, 4)}"


def waybill(dice: Dice) -> str:
    return dice.choice(
        (
            f"SF{digits(dice, 13)}",
            f"EMS E{dice.choice('ABCK')}{digits(dice, 9)}CN",
            f"快递单号{dice.choice('2345789')}{digits(dice, dice.choice((11, 12, 13, 14)))}",
            f"YT{digits(dice, 13)}",
        )
    )


def invoice(dice: Dice) -> str:
    return dice.choice(
        (
            f"发票代码0350{digits(dice, 8)} 发票号码{digits(dice, 8)}",
            f"电子发票号码{dice.integer(24, 26)}352{digits(dice, 15)}",
            f"电子监管号{digits(dice, 20)}",
            f"票据号{digits(dice, 10)}",
        )
    )


def patent_or_vehicle(dice: Dice) -> str:
    return dice.choice(
        (
            f"ZL {dice.integer(2005, 2026)} 1 0{digits(dice, 6)}.{digits(dice, 1)}",
            f"CN{digits(dice, 9)}A",
            f"车架号LSV{dice.choice('ABCDEFG')}{digits(dice, 4)}{dice.choice('ABCDEFG')}{digits(dice, 8)}",
            f"软著登字第{digits(dice, 7)}号",
            f"{dice.integer(2005, 2026)}SR{digits(dice, 6)}",
        )
    )


def meter_or_policy(dice: Dice) -> str:
    return dice.choice(
        (
            f"用电户号{dice.choice('023456789')}{digits(dice, 9)}",
            f"保单号PDAA{dice.integer(2015, 2026)}{digits(dice, 14)}",
            f"课题编号{dice.integer(2015, 2026)}YFC{digits(dice, 7)}",
            f"批号{dice.integer(15, 26)}{digits(dice, 6)}",
            f"水准点{digits(dice, 3)}.{digits(dice, 4)}米",
            f"{digits(dice, 6)}-{digits(dice, 4)}-{digits(dice, 5)}",
        )
    )


CODES: dict[str, Make] = {
    "demo uscc": demo_uscc,
    "uscc": real_area_uscc,
    "organisation code": fiction.organisation_code,
    "registration number": fiction.registration_15,
    "case number": case_number,
    "document number": document_number,
    "index number": index_number,
    "landline": landline,
    "service line": service_line,
    "amount": amount,
    "item code": item_code,
    "project number": project_number,
    "hash": hash_or_id,
    "url": url,
    "moment": moment,
    "licence": licence,
    "standard": standard,
    "way": way,
    "bare number": bare_number,
    "long number": long_number,
    "area, date, sequence": area_date_number,
    "waybill": waybill,
    "invoice": invoice,
    "patent or vehicle": patent_or_vehicle,
    "meter or policy": meter_or_policy,
}
