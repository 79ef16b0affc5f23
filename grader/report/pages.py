"""What all pages share: the template environment, the style sheet, the security policy.

Everything is escaped by Jinja; the only markup that texts may carry is `code` in backticks. Pages
hold no script, load nothing, and say so in their Content-Security-Policy.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

import grader
from grader.outcome import Text, TextValue, fill
from grader.report.translations import Translator
from grader.report.words import points
from grader.visible import visible

_FOLDER = Path(__file__).parent / "templates"
GENERATOR = f'<meta name="generator" content="grader {grader.__version__}">'
_CODE = re.compile(r"`([^`\n]{1,200})`")


def render(template: str, translator: Translator, **values: Any) -> str:
    """A whole page.

    Args:
        template: the file's name in ``templates/``.
        translator: speaks the page's language.
        values: what the template asks for.
    """
    return (
        _environment()
        .get_template(template)
        .render(
            _=_translate(translator),
            say=lambda text: prose(translator.text(text)),
            language={"zh": "zh-CN"}.get(translator.language, translator.language),
            style=_style(),
            policy=_policy(),
            generator=Markup(GENERATOR),
            **values,
        )
    )


def prose(sentence: str) -> Markup:
    """A sentence, escaped, with `code` in backticks set as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(visible(sentence)))))


def _translate(translator: Translator) -> Callable[..., Markup]:
    def translate(template: str, **values: TextValue) -> Markup:
        return prose(translator.text(Text(template, values)))

    return translate


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(points=points, visible=visible, prose=prose, fill=fill)
    return environment


@functools.cache
def _style() -> Markup:
    """Our own style sheet; it stands in a page as it is."""
    return Markup((_FOLDER / "style.css").read_text(encoding="utf-8"))


@functools.cache
def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
