"""Are the hidden tests good? The gate that an assignment passes before it is released.

Right programs have to pass and wrong ones to fail: the stub, the reference, accepted solutions,
misconceptions and mutants of the reference sit the exam, each test whatever the others say
(``run``). What came of it is judged by pure functions (``judge``). Long measurements of the rates
of error are in ``rates``.
"""

from grader.verify.judge import Report
from grader.verify.page import write_page
from grader.verify.rates import RatesReport, measure_rates
from grader.verify.run import Request, verify

__all__ = ["RatesReport", "Report", "Request", "measure_rates", "verify", "write_page"]
