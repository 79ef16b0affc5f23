"""Notebooks to show: honest ones and hostile ones."""

from __future__ import annotations

import base64
import json
from typing import Any

MARK = "document.title='caught'"
_SVG = base64.b64encode(f"<svg xmlns='x' onload=\"{MARK}\"/>".encode()).decode()
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)


def notebook(*cells: dict[str, Any], **more: Any) -> bytes:
    """The bytes of a notebook."""
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": list(cells), **more}
    return json.dumps(document).encode()


def code(source: str, *outputs: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A code cell."""
    cell = {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": source}
    return {**cell, "outputs": list(outputs), **more}


def markdown(source: str, **more: Any) -> dict[str, Any]:
    """A cell of prose."""
    return {"cell_type": "markdown", "metadata": {}, "source": source, **more}


def shown(**bundle: Any) -> dict[str, Any]:
    """An output with one entry for each MIME type; "/" is written "_"."""
    data = {
        name.replace("_", "/", 1).replace("_", "."): content for name, content in bundle.items()
    }
    return {"output_type": "display_data", "metadata": {}, "data": data}


# Each tries to run a script, load something, leave its place on the page or look like a part of it.
HOSTILE: dict[str, bytes] = {
    "script": notebook(markdown(f"<script>{MARK}</script>")),
    "handlers": notebook(
        markdown(f'<img src="http://127.0.0.1:9/x.png" onerror="{MARK}"> <b onclick="{MARK}">x</b>')
    ),
    "svg": notebook(markdown(f'<svg onload="{MARK}"><animate onbegin="{MARK}"/></svg>')),
    "svg as picture": notebook(markdown(f"![x](data:image/svg+xml;base64,{_SVG})")),
    "page as picture": notebook(markdown("![x](data:text/html,<script>1</script>)")),
    "links": notebook(
        markdown(
            f"[a](javascript:{MARK}) [b](data:text/html,x) [c](JaVaScRiPt&colon;{MARK}) "
            f"[d](../other.html) <a href='java\nscript:{MARK}'>e</a> [f](vbscript:x) "
            f"<a href='//127.0.0.1:9/'>g</a> <{'javascript:' + MARK}>"
        )
    ),
    "frames and forms": notebook(
        markdown(
            f'<iframe srcdoc="<script>parent.{MARK}</script>"></iframe><form action=/>'
            "<button autofocus onfocus=1>x</button><input><base href='http://127.0.0.1:9/'>"
            "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><link rel=stylesheet "
            "href=http://127.0.0.1:9/x.css><object data=x></object><embed src=x><video src=x>"
        )
    ),
    "style": notebook(
        markdown(
            "<style>* {display: none}</style><p style='position:fixed' class='total' id='file-1'>x"
            "</p><div class='stored note'>fake</div><h1>fake</h1><details open>x</details>"
        )
    ),
    "out of its place": notebook(
        markdown("</div></section></main></body></html><main><h1>other</h1>"),
        code("</pre></div></section>"),
    ),
    "mutation": notebook(
        markdown(
            '<noscript><p title="</noscript><img src=x onerror=1>"></noscript>'
            "<math><mtext><table><mglyph><style><img src=x onerror=1></style></mglyph></table>"
            '<svg></p><style><a title="</style><img src=x onerror=1>"></style></svg>'
        )
    ),
    "template": notebook(markdown("{{ 7 * 7 }} {% raw %} {{ resources }}"), code("{{ 7 * 7 }}")),
    "outputs": notebook(
        code(
            "x",
            shown(text_html=f"<script>{MARK}</script>"),
            shown(application_javascript=MARK, text_plain="[7mplain"),
            shown(image_svg="<svg/>"),
            {"output_type": "stream", "name": "stdout", "text": ["<b>", "bold</b>\x1b[31m"]},
            {"output_type": "error", "traceback": ["<i>\x1b[0;31mError"], "ename": 1, "evalue": 2},
            {
                "output_type": "display_data",
                "data": {"application/vnd.jupyter.widget-view+json": {}},
            },
        )
    ),
    "metadata": notebook(
        code("x", metadata={"tags": ["remove_cell", "hide-input"], "magics_language": "html"}),
        {"cell_type": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": "<b>raw</b>"},
        metadata={
            "language_info": {"name": "html", "pygments_lexer": "html"},
            "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"a": 1}}},
            "title": "</title><script>1</script>",
            "nbconvert": {"template": "/etc/passwd"},
        },
    ),
    "attachments": notebook(
        markdown(
            "![x](attachment:a.png) ![y](attachment:b.png)",
            attachments={
                "a.png": {"text/html": "PHNjcmlwdD4=", "image/svg+xml": _SVG},
                "b.png": {"image/png": f'"><script>{MARK}</script>'},
            },
        )
    ),
    "bidi and controls": notebook(
        markdown("\u202e\u2066x\x00\x1b[31m&#x202e;"), code("\u202e\ud800")
    ),
    "mermaid": notebook(markdown(f"```mermaid\ngraph <script>{MARK}</script>\n```")),
    "wrong types": notebook(
        {"cell_type": ["code"], "source": {"a": 1}, "outputs": 7, "attachments": [1]},
        {"cell_type": "code", "source": ["a", 1, None], "outputs": [1, {"data": []}, {}]},
        {"cell_type": "markdown", "source": 1, "attachments": {"a": 1, "b": {"image/png": 2}}},
    ),
    "cells of other kinds": json.dumps({"cells": [1, None, "x", []]}).encode(),
}

# Each is no notebook.
UNREADABLE: dict[str, bytes] = {
    "empty": b"",
    "no UTF-8": b"\xff\xfe\x00",
    "deep": b"[" * 100_000,
    "deep in place": b'{"cells": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "large number": b'{"cells": ' + b"9" * 10_000 + b"}",
    "another file": b'{"a": 1}',
    "a list": b"[]",
    "old and broken": b'{"nbformat": 3, "worksheets": 7}',
}
