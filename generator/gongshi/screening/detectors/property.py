"""Numbers of certificates of real estate.

不动产登记暂行条例实施细则: 省简称（年份）市县 不动产权第 seven digits 号, 不动产证明 for entries
other than ownership; before 2015 房权证 and 国有土地使用证 in the forms of each city.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.anchors import Anchors
from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import View
from gongshi.screening.detectors.tables import table

_WORDS = Anchors(table("words")["certificates"])
_YEAR = r"[(〔\[]?(?:19|20)[0-9]{2}[)〕\]]?"
_NUMBER = re.compile(
    r"(?:不动产权|不动产证明|房地权|房地证|房权证?|产权证|国用|集用|宅基地使用权)[一-鿿a-z]{0,10}?"
    rf"(?:{_YEAR}[一-鿿]{{0,8}}?)?(?:字|证)?第?[ ]?[0-9][0-9\-]{{3,19}}号"
    r"|(?:不动产权|房产|产权|房屋所有权|土地使用)证书?(?:编号|号码|号)[\s:为是]{0,3}第?[0-9][0-9\-]{5,19}号?"
)
# What stands in front of the words and belongs to the number: 闽（2020）示例市, or 泉 (房权证).
_HEAD = re.compile(rf"[一-鿿]{_YEAR}[一-鿿]{{1,12}}\Z|(?<![一-鿿])[一-鿿]{{1,2}}\Z|[一-鿿]\Z")


def property_certificate(view: View) -> Iterator[Place]:
    for start, _ in _WORDS.places(view.text):
        match = _NUMBER.match(view.text, start)
        if match:
            head = _HEAD.search(view.before(start, 24))
            yield start - (len(head.group()) if head else 0), match.end()
