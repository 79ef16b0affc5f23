"""When are two function definitions the same program? Asked on both sides of the wire."""

from __future__ import annotations

import ast
import hashlib


def definition_digest(node: ast.stmt) -> str:
    """The same for definitions that differ in layout and comments only."""
    return hashlib.sha256(ast.dump(node).encode("utf-8", "replace")).hexdigest()
