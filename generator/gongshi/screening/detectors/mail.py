"""E-mail addresses of persons: those with a provider that gives mailboxes to anybody.

An address of an institution ends in its own domain. RFC 5321 for the form; the providers are the
free ones that are common in China and abroad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongshi.screening.detectors.identity import Place
from gongshi.screening.detectors.normalise import SEAM, View

_PROVIDERS = (
    r"(?:vip\.)?qq\.com|foxmail\.com|(?:vip\.)?(?:163|126|188)\.com|163\.net|yeah\.net|139\.com|189\.cn"
    r"|wo\.(?:com\.)?cn|(?:vip\.)?sina\.(?:com\.cn|com|cn)|(?:vip\.)?sohu\.com|sogou\.com|tom\.com|21cn\.(?:com|net)"
    r"|263\.net|aliyun\.com|alibaba\.net|88\.com|111\.com|china\.com|chinaren\.com|eyou\.com|citiz\.net"
    r"|g(?:oogle)?mail\.com|(?:outlook|hotmail|live|msn)\.(?:com|cn|[a-z]{2}|co\.[a-z]{2})"
    r"|yahoo\.(?:com(?:\.[a-z]{2})?|cn|co\.[a-z]{2}|[a-z]{2})|ymail\.com|(?:icloud|me|mac|aol)\.com"
    r"|proton(?:mail)?\.(?:com|me|ch)|pm\.me|gmx\.(?:com|net|de)|mail\.(?:com|ru)|yandex\.(?:com|ru)"
    r"|naver\.com|hanmail\.net|daum\.net|zoho\.com|tutanota\.com|fastmail\.com"
)
_DOTTED = _PROVIDERS.replace(r"\.", r" ?(?:\.|。|点|\(dot\)|\[dot\]) ?")
_AT = re.compile(rf"(?:@|#|\(at\)|\[at\]|\(a\)) {{0,2}}(?:{_DOTTED})(?![a-z0-9\-]|\.[a-z0-9])")
_LOCAL = re.compile(r"[a-z0-9](?:[a-z0-9._%+\-]{0,62}[a-z0-9_\-])? {0,2}\Z")
_LONGEST = 66


def email_personal(view: View) -> Iterator[Place]:
    for match in _AT.finditer(view.text):
        start = max(0, match.start() - _LONGEST)
        local = _LOCAL.search(view.text[start : match.start()].rpartition(SEAM)[2])
        if local:
            yield match.start() - len(local.group()), match.end()
