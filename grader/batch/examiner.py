"""The command of an examiner's process: ``python -m grader.batch.examiner FD``.

Puts together who examines (``grader.exam``) and who finds out about failures
(``grader.diagnosis``), which do not know each other.
"""

from __future__ import annotations

import sys

from grader.diagnosis.diagnoser import KnownMistakes
from grader.exam.service import serve

if __name__ == "__main__":
    serve(int(sys.argv[1]), KnownMistakes)
