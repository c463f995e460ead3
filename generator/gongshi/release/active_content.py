"""What may act without the reader: HTML that forwards, embeds, runs or sends.

The strict policy of every page stops most of it in a browser that knows the policy; a page that is
saved, printed to PDF or read by another program has none.
Source: HTML Living Standard; the schemes of links by RFC 3986, 6068 and 3966.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# A page of cells is read only if it holds one of these: cells cannot become tags. (The policy of
# each page says data: outside quotation marks of its own.)
SIGNS = ("javascript:", "vbscript:", '="data:', "<base", "<iframe", "<object", "<embed", "onerror=")
_EMBEDS = frozenset(["base", "iframe", "frame", "frameset", "object", "embed", "applet", "portal"])
_ANIMATES = frozenset(["animate", "animatemotion", "animatetransform", "set"])
_LINKS = ("href", "xlink:href", "action", "formaction", "cite", "longdesc")
_SENDS = ("action", "formaction", "ping")
_FETCHES = ("src", "srcset", "imagesrcset", "poster", "background", "data")
_HEADERS = frozenset(["content-security-policy", "x-ua-compatible", "content-type"])
_DATA = ("application/json", "application/ld+json")
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")
_ALLOWED = frozenset(["http", "https", "mailto", "tel"])
# Browsers strip these from an address before they read its scheme.
_STRIPPED = re.compile(r"[\x00-\x20]")


def is_active(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a start tag (names in lower case) makes a page more than text, pictures and links."""
    if tag in _EMBEDS or tag in _ANIMATES or any(name.startswith("on") for name in attributes):
        return True
    if tag == "meta" and attributes.get("http-equiv", "content-type").lower() not in _HEADERS:
        return True
    if tag == "script" and "src" not in attributes and attributes.get("type") not in _DATA:
        return True
    links = (attributes[name] for name in _LINKS if name in attributes)
    sends = (attributes[name] for name in _SENDS if name in attributes)
    fetches = (attributes[name] for name in _FETCHES if name in attributes)
    return any(_scheme(link) not in {"", *_ALLOWED} for link in links) or any(
        _is_elsewhere(address) for address in (*sends, *fetches)
    )


def _scheme(address: str) -> str:
    found = _SCHEME.match(_STRIPPED.sub("", address).lower())
    return found.group(1) if found else ""


def _is_elsewhere(address: str) -> bool:
    start = _STRIPPED.sub("", address).replace("\\", "/")
    return _scheme(address) != "" or start.startswith("//")
