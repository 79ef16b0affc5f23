"""What all pages share: the template environment, the style sheet, the security policy.

Everything is escaped by Jinja; the only markup that texts may carry is `code` in backticks. Pages
load nothing and run no script but one of ours, and say so in their Content-Security-Policy.
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


def render(
    template: str,
    translator: Translator,
    *,
    styles: tuple[str, ...] = (),
    script: str | None = None,
    **values: Any,
) -> str:
    """A whole page.

    Args:
        template: the file's name in ``templates/``.
        translator: speaks the page's language.
        styles: style sheets in ``templates/`` that the page needs beside the common one.
        script: a script in ``templates/`` that the page may do without.
        values: what the template asks for.
    """
    sheet = Markup("").join(map(_own, ("style.css", *styles)))
    code = None if script is None else _own(script)
    return (
        _environment()
        .get_template(template)
        .render(
            _=_translate(translator),
            say=lambda text: prose(translator.text(text)),
            language={"zh": "zh-CN"}.get(translator.language, translator.language),
            style=sheet,
            script=code,
            policy=_policy(sheet, code),
            generator=Markup(GENERATOR),
            **values,
        )
    )


@functools.lru_cache(maxsize=1024)  # most of them stand on every page
def prose(sentence: str) -> Markup:
    """A sentence, escaped, with `code` in backticks set as code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(visible(sentence)))))


def _translate(translator: Translator) -> Callable[..., Markup]:
    @functools.cache  # labels stand in every row of a table
    def label(template: str) -> Markup:
        return prose(translator.gettext(template))

    def translate(template: str, **values: TextValue) -> Markup:
        return prose(translator.text(Text(template, values))) if values else label(template)

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
def _own(name: str) -> Markup:
    """A style sheet or a script of ours; it stands in a page as it is."""
    return Markup((_FOLDER / name).read_text(encoding="utf-8"))


@functools.cache
def _policy(sheet: str, script: str | None) -> str:
    scripts = f"script-src {_digest(script)}; " if script is not None else ""
    return (
        f"default-src 'none'; style-src {_digest(sheet)}; {scripts}img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
