"""What people read after a run: feedback pages, the class page, ``results.json``."""

from grader.report.folder import ResultsFolder
from grader.report.translations import require_language

__all__ = ["ResultsFolder", "require_language"]
