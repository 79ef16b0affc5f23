"""HTML that a student may have made, to HTML that does nothing: by nh3, with a short list.

No script, style, identifier, form or frame; links to the web only; pictures only inside the page.
"""

from __future__ import annotations

import re

import nh3
from markupsafe import Markup
from pygments.token import STANDARD_TYPES

from grader.visible import visible

_TAGS = frozenset(
    """
    a abbr b blockquote br caption code dd del div dl dt em h3 h4 h5 h6 hr i img ins kbd li mark ol
    p pre s samp small span strong sub sup table tbody td tfoot th thead tr u ul var
    """.split()
)
_WITH_CONTENT = frozenset(
    """
    embed iframe math noembed noframes noscript object script select style svg template textarea
    title xmp
    """.split()
)
_ATTRIBUTES = {"a": {"href"}, "abbr": {"title"}, "img": {"src", "alt"}, "ol": {"start"}}
_CLASSES = {"span": {name for name in STANDARD_TYPES.values() if name}, "div": {"highlight"}}
_LINK = re.compile(r"(https?://|mailto:)[^\s\x00-\x1f]{1,2000}", re.IGNORECASE)
_MAX_PICTURE = 400_000  # characters
# Nothing is given back once it is taken (`++`): otherwise spaces take time with their square.
_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/\s]++={0,2}\s*+")
_MAX_HTML = 2_000_000
# nh3 takes time with the square of the depth: 2000 elements inside of each other take 20 ms,
# 100 000 two minutes. Highlighted code has many elements, but is never deep.
_MAX_TAGS, _MAX_DEPTH = 2000, 50
_PLAIN_TAG = re.compile(r'<(/?)(?:span|div|pre)(?: class="[^"<>]*")?>')


def cleaned(html: str) -> Markup | None:
    """The harmless part of it; None where it is too large or too deep to be cleaned."""
    if len(html) > _MAX_HTML or (html.count("<") > _MAX_TAGS and not _is_shallow(html)):
        return None
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )
    return Markup(visible(clean))


def _is_shallow(html: str) -> bool:
    """Whether it is highlighted code and nothing else: plain tags, properly one in another."""
    depth = seen = 0
    names: list[str] = []
    for tag in _PLAIN_TAG.finditer(html):
        seen += 1
        name = re.match(r"</?(\w+)", tag[0])
        assert name is not None
        if not tag[1]:
            names.append(name[1])
        elif not names or names.pop() != name[1]:
            return False
        depth = max(depth, len(names))
    return seen == html.count("<") and depth <= _MAX_DEPTH and not names


def _attribute(tag: str, attribute: str, value: str) -> str | None:
    if (tag, attribute) == ("a", "href"):
        return value if _LINK.fullmatch(value) else None
    if (tag, attribute) == ("img", "src"):
        return value if len(value) <= _MAX_PICTURE and _PICTURE.fullmatch(value) else None
    if attribute == "start":
        return value if re.fullmatch(r"[0-9]{1,6}", value) else None
    return value
