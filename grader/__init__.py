"""Grades notebooks in which students write PyTorch functions.

The way of the data is one line: intake -> exam (with sandbox and candidate) -> outcome ->
gradebook -> report. Nothing in this package knows about any particular assignment.
"""

__version__ = "0.1.0"
