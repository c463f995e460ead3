"""Papers, addresses, births, children, illnesses: what is said of a person in more than a number.

Each has the shapes that were at hand while the detectors were written (part 0) and others (part 1).
"""

from __future__ import annotations

from pii import fiction, people
from pii.words import words
from synthesis.dice import Dice

_COUNTRIES = ("USA", "FRA", "JPN", "KOR", "SGP", "AUS", "DEU", "GBR", "RUS", "IND")
_HAN = "〇一二三四五六七八九"


def permit_with_words(dice: Dice, part: int) -> tuple[str, str]:
    """(the words before it, the number)"""
    number = f"0000{fiction.digits(dice, 4)}"
    born = fiction.day(dice, 1881, 1899)
    foreign = f"{dice.choice(_COUNTRIES)}3599{born:%y%m%d}{fiction.digits(dice, 2)}"
    shapes = (
        (
            (dice.choice(("护照号码：", "护照：", "持中国护照", "护照号")), "E" + number),
            (dice.choice(("护照号码：", "护照号为")), dice.choice(("EA", "EB", "EJ")) + number[1:]),
            (dice.choice(("公务护照", "护照（号码")), dice.choice(("SE", "PE", "DE")) + number[1:]),
            (dice.choice(("Passport No. ", "持照（护照）", "护照编号 ")), "E" + number),
            ("护照号码 ", "G" + number),
            ("港澳居民来往内地通行证", dice.choice("HM") + number),
            ("证件类型：港澳居民来往内地通行证；证件号码：", dice.choice("HM") + number),
            ("回乡证号：", dice.choice("HM") + number + "01"),
            ("往来港澳通行证号码：", dice.choice("CW") + number),
            (
                dice.choice(("往来台湾通行证", "大陆居民往来台湾通行证号码：")),
                dice.choice("LT") + number,
            ),
            (dice.choice(("台湾居民来往大陆通行证", "台胞证号：")), number),
            ("台湾居民来往大陆通行证（台胞证）号码为", number),
            (dice.choice(("外国人永久居留证", "永久居留证号 ")), foreign),
            ("军官证号：", f"{dice.choice('军政后空海')}字第0{fiction.digits(dice, 6)}号"),
            ("证件：士兵证 ", f"{dice.choice('南北沈兰')}字第0{fiction.digits(dice, 7)}号"),
        ),
        (
            ("普通护照", "E" + number),
            ("护照（Passport）号码：", "EC" + number[1:]),
            ("外籍护照号：", "K" + number),
            ("港澳通行证 ", "C" + number),
            ("港澳居民来往内地通行证（回乡证）：", dice.choice("HM") + number),
            ("台湾居民来往大陆通行证号", number),
            ("军人证件号：", f"军字第0{fiction.digits(dice, 6)}号"),
            ("外国人居留证件 ", foreign),
            ("护照号码是", "E" + number),
            ("证件名称：护照 证件号码：", "EF" + number[1:]),
            ("港澳居民来往内地通行证号码：", dice.choice("HM") + number),
            ("往来港澳通行证（卡式）", "C" + number),
            ("台湾居民来往大陆通行证：", number),
            ("外国人永久居留证号：", foreign),
        ),
    )
    return dice.choice(shapes[part])


def masked(dice: Dice, part: int) -> str:
    number = fiction.identity_18(dice)
    star = dice.choice(
        ("*", "*", "×", "X", "●", "＊", "■", "x", "•") if part == 0 else ("*", "□", "＃", "○")
    )
    shapes = (
        (
            number[:6] + star * 8 + number[14:],
            number[:4] + star * 10 + number[14:],
            number[:10] + star * 4 + number[14:],
            number[:14] + star * 4,
            number[:6] + star * 9 + number[15:],
            number[:3] + star * 11 + number[14:],
            number[:6] + star * 4 + number[14:],
            number[:8] + star * 6 + number[14:],
            number[:12] + star * 2 + number[14:],
            number[:10] + star * 6 + number[16:],
        ),
        (
            number[:6] + " " + star * 8 + " " + number[14:],
            number[:6] + star * 2 + number[8:10] + star * 4 + number[14:],
            number[:14] + star * 3 + number[17:],
            number[:4] + star * 6 + number[10:14] + star * 4,
            number[:6] + star * 12,
            number[:6] + star * 4 + number[10:14] + star * 4,
            number[:4] + star * 10 + number[14:],
            f"{number[:6]} {star * 4} {star * 4} {number[14:]}",
            number[:8] + star * 10,
        ),
    )
    return dice.choice(shapes[part])


def address(dice: Dice, part: int) -> str:
    """A home that can be told from an office by itself."""
    estate, road = dice.choice(words("estates", part)), dice.choice(words("roads"))
    block, unit, number = dice.integer(1, 28), dice.integer(1, 4), dice.integer(1, 300)
    room = dice.integer(1, 32) * 100 + dice.integer(1, 6)
    shapes = (
        (
            f"{estate}{block}栋{unit}单元{room}室",
            f"{estate}{block}幢{room}室",
            f"{road}{number}号{estate}{block}号楼{room}室",
            f"{estate}{block}号楼{unit}单元{room}",
            f"{estate}{block}-{unit}-{room}",
            f"{estate}{_HAN[block % 9 + 1]}栋{_HAN[unit]}单元{room}室",
            f"演示区{road}{number}号{block}幢{unit}单元{room}室",
            f"{estate}{dice.choice('ABC')}区{block}栋{room}房",
            f"{estate}{block}#{unit}-{room}",
            f"{road}{number}弄{block}号{room}室",
            f"{road}{number}号院{block}号楼{unit}单元{room}号",
            f"{estate}{block}座{room}室",
            f"{estate}第{block}幢第{unit}单元第{room}号房",
            f"{estate}{block}栋{unit}梯{room}",
        ),
        (
            f"{estate}{_HAN[block % 9 + 1]}号楼{_HAN[unit]}单元{_han(room)}室",
            f"{estate}{block}幢{dice.choice('甲乙丙')}单元{room}室",
            f"{estate}{dice.choice('AB')}{block}栋{room}",
            f"{estate}{unit}期{block}号楼{room}室",
            f"{road}{number}弄{block}号楼{room}室",
            f"{estate}{block}号楼{dice.choice('东西')}单元{room}室",
            f"石浦镇{road}{number}号{estate}{unit}单元{unit}楼{dice.choice('东西')}户",
            f"{estate}{block}栋{unit}单元{room // 100}层{room}室",
            f"{estate}{block}号{room}室",
            f"{estate}第{block}栋{room}号",
            f"{road}{number}号{estate}{block}-{room}",
            f"{estate}{block}#楼{unit}单元{room}",
        ),
    )
    return dice.choice(shapes[part])


def address_after_words(dice: Dice, part: int) -> tuple[str, str]:
    """Where only the words before it say that somebody lives there."""
    road, village = dice.choice(words("roads")), dice.choice(words("villages"))
    number, group = dice.integer(1, 300), dice.integer(1, 20)
    shapes = (
        (
            ("家庭住址：", f"示例市演示区{road}{number}号"),
            ("住址：", f"演示区石浦镇{village}{group}组{number}号"),
            ("，汉族，住", f"示例省示例市演示区{road}{number}号"),
            ("户籍地址：", f"示例县石浦镇{village}{number}号"),
            ("现住", f"示例市演示区{road}{number}号{group}0{dice.integer(1, 9)}室"),
            ("户籍所在地：", f"示例省示例市演示区{road}{number}号"),
            ("经常居住地为", f"示例市演示区{road}{number}号"),
            ("，农民，住", f"示例县石浦镇{village}{group}组"),
            ("居住地址 ", f"演示区{road}{number}弄{group}号"),
            ("送达地址（家庭）：", f"演示区石浦镇{village}{number}号"),
        ),
        (
            ("，居住在", f"示例市演示区{road}{number}号"),
            ("，户籍", f"示例省示例市演示区{road}{number}号"),
            ("，家住", f"石浦镇{village}{_HAN[group % 9 + 1]}组"),
            ("，户口所在地 ", f"示例县石浦镇{village}{number}号"),
            ("，常住地址：", f"石浦镇{village}{group}队{number}号"),
            ("，现住址：", f"示例市演示区{road}{number}号"),
            ("，户籍住址：", f"示例省示例市演示区{road}{number}号"),
            ("，家庭详细地址：", f"石浦镇{village}{number}号"),
            ("，住", f"示例市演示区{road}{number}号{group}室"),
        ),
    )
    return dice.choice(shapes[part])


def _han(value: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(value))


def _han_day(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("", "十", "二十", "三十")[tens] + (_HAN[ones] if ones else "")


def birth(dice: Dice, part: int) -> str:
    born = fiction.day(dice, 1938, 2015)
    year, month, day = born.year, born.month, born.day
    shapes = (
        (
            f"{year}年{month}月{day}日出生",
            f"出生日期：{born}",
            f"出生于{year}年{month}月",
            f"{year}年{month}月出生",
            f"生于{year}年{month}月{day}日",
            f"出生年月：{year}.{month:02d}",
            f"{year}年{month}月{day}日生",
            f"{_han(year)}年{_han_day(month)}月{_han_day(day)}日出生",
            f"{year}/{month}/{day}出生",
            f"{year}年{month}月生",
            f"生日：{month}月{day}日（{year}年）",
            f"出生时间 {year}年{month}月{day}日",
            f"{year}{month:02d}{day:02d}出生",
            f"出生：{born}",
            f"出生年月日 {year}-{month}-{day}",
            f"{_han(year)}年{_han_day(month)}月生",
        ),
        (
            f"{year}年{month}月{day}日生人",
            f"出生年月：{_han(year)}年{_han_day(month)}月",
            f"生于{_han(year)}年",
            f"{year}年出生",
            f"出生日期{born:%Y%m%d}",
            f"系{year}年{month}月{day}日出生",
            f"{year}-{month:02d}-{day:02d}生",
            f"生日{year}.{month}.{day}",
            f"{year}年{month}月{day}日出生于示例县",
            f"出生日期为{year}年{month}月{day}日",
            f"生于{year}.{month}",
            f"{year}.{month:02d}生",
            f"出生于{_han(year)}年",
        ),
    )
    return dice.choice(shapes[part])


def minor(dice: Dice, part: int) -> str:
    """A child who can be meant by the text, also where the name is already 某."""
    child, age = people.somebody(dice, part), dice.integer(3, 17)
    shapes = (
        (
            f"未成年人{child}",
            f"{dice.choice(('中学生', '小学生', '高中生', '在校学生'))}{child}",
            f"{child}（{age}岁）",
            f"{child}，{dice.choice('男女')}，{age}周岁",
            f"年仅{age}岁的{child}",
            f"{child}未满十八周岁",
            f"其{dice.choice(('子', '女', '孙女'))}{child}（{_han_day(age)}岁）",
            f"{dice.choice(('初二', '五年级', '高一'))}学生{child}",
            f"{dice.choice(('男童', '女童', '幼童'))}{child}",
            f"{age}岁{dice.choice(('男孩', '女孩', '儿童'))}{child}",
            f"{child}系未成年人",
            f"时年{age}岁的{child}",
            f"{dice.choice(('长子', '次女', '婚生女', '养子'))}{child}今年{age}岁",
            f"{child}尚未成年",
            f"被监护人{child}",
            f"未成年子女{child}",
            f"不满{dice.choice(('十四', '十六', '18'))}周岁的{child}",
        ),
        (
            f"{age}周岁的{dice.choice(('学生', '少女', '孩子'))}{child}",
            f"{dice.choice(('小男孩', '小女孩'))}{child}（{age}岁）",
            f"初一（{dice.integer(1, 9)}）班学生{child}",
            f"孩子{child}，{dice.integer(3, 17)}岁",
            f"未成年被告人{child}",
            f"现年{age}周岁的{child}",
            f"{child}，{dice.choice('男女')}，现年{age}岁",
            f"其未成年女儿{child}",
            f"学龄前儿童{child}",
            f"{child}（未成年）",
            f"{age}岁的{child}",
            f"儿子{child}（{age}周岁）",
            f"在校初中生{child}",
            f"{child}（女，{age}岁）",
            f"{child}年仅{age}岁",
            f"少年{child}",
            f"被害人{child}（时年{age}岁）",
        ),
    )
    return dice.choice(shapes[part])


def health(dice: Dice, part: int) -> str:
    someone, illness = people.somebody(dice, part), dice.choice(words("illnesses", part))
    shapes = (
        (
            f"{someone}患{illness}",
            f"{someone}患有{illness}",
            f"{someone}被确诊为{illness}",
            f"{someone}因患{illness}",
            f"{someone}身患{illness}",
            f"{someone}（{illness}患者）",
        ),
        (
            f"{someone}被诊断为{illness}",
            f"{someone}长期患有{illness}",
            f"{someone}确诊{illness}",
            f"{someone}曾患{illness}",
            f"{someone}系{illness}患者",
            f"{someone}查出患有{illness}",
            f"{someone}患{illness}多年",
            f"{someone}，患有{illness}",
            f"{someone}自幼患{illness}",
            f"{someone}经诊断患{illness}",
            f"{someone}因{illness}住院",
        ),
    )
    return dice.choice(shapes[part])
