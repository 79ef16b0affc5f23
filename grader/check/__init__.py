"""``grader check``: a student's notebook against the public checks that it was handed out with.

The functions are taken out and run as in grading, in the same sandbox where there is one. Nothing
secret is needed and no course has to be there: what grading tells a candidate stands in the
notebook itself (``grader.stub``), and so do the checks. No points are given.
"""

from grader.check.isolation import Isolation
from grader.check.run import Checked, Request, check

__all__ = ["Checked", "Isolation", "Request", "check"]
