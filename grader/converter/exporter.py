"""Cells to HTML by nbconvert: its Markdown, its highlighting, a template that gives only cells."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from typing import Any

import nbformat
from nbconvert.exporters.html import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML

from grader.converter.stored import StoredCell

_TEMPLATE = """\
{% for cell in nb.cells %}{% block one scoped %}{{ resources.mark }}
{%- if cell.cell_type == "code" %}{{ cell.source | highlight_code(metadata=cell.metadata) }}
{%- elif cell.cell_type == "markdown" %}{{ cell.source | markdown2html }}
{%- endif %}{% endblock %}{% endfor %}"""
_LEXER = "ipython3"  # whatever the notebook says that it is written in
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_LOWEST = 6
_NAMELESS = re.compile(r"<img\b(?![^>]*\balt\s*=)", re.IGNORECASE)


class CellExporter(HTMLExporter):
    """nbconvert's exporter to HTML without what makes up a page of its own.

    The common one reads the whole page once more with BeautifulSoup, which takes as long as all
    the rest, and validates the notebook again and again. One object serves all notebooks.
    """

    def __init__(self) -> None:
        super().__init__(  # type: ignore[no-untyped-call]  # nbconvert has no types
            raw_template=_TEMPLATE,
            template_name="base",
            default_preprocessors=[],
            exclude_anchor_links=True,
        )
        highlight = Highlight2HTML(pygments_lexer=_LEXER, parent=self)
        self.register_filter("highlight_code", highlight)  # type: ignore[no-untyped-call]  # as above

    def from_notebook_node(self, nb: Any, resources: Any = None, **more: Any) -> Any:
        return TemplateExporter.from_notebook_node(self, nb, resources, **more)

    def cells(self, cells: Sequence[StoredCell]) -> list[str]:
        """The HTML of each cell; "" for raw ones. Raises whatever nbconvert raises."""
        node = nbformat.v4.new_notebook(cells=[_node(cell) for cell in cells])
        mark = secrets.token_hex(16)  # nothing that a notebook can hold
        html, _ = self.from_notebook_node(node, resources={"mark": mark})
        parts = html.split(mark)[1:]
        if len(parts) != len(cells):
            raise ValueError(f"{len(parts)} parts of {len(cells)} cells")
        return [_named(_lowered(part)) for part in parts]


def _node(cell: StoredCell) -> Any:
    if cell.kind == "code":
        return nbformat.v4.new_code_cell(cell.source)
    if cell.kind == "markdown":
        return nbformat.v4.new_markdown_cell(cell.source, attachments=cell.attachments)
    return nbformat.v4.new_raw_cell(cell.source)


def _lowered(html: str) -> str:
    """Headings stand two levels lower: the page's own and the file's come above them."""
    return _HEADING.sub(lambda m: f"<{m[1]}h{min(int(m[2]) + 2, _LOWEST)}", html)


def _named(html: str) -> str:
    """A picture without a text for those who don't see it gets a sign at least."""
    return _NAMELESS.sub('<img alt="🖼"', html)
