"""Grading on many machines: dask.distributed moves the papers, examiners on its workers grade them.

Dask is the engine. What is ours: what travels (bytes, and importable functions), what a worker must
have (``fitness``), when a paper is given up, and that nothing goes over a network in the clear.

    run            this process: plans, hands out, records, writes pages     ``pool``
      |  scheduler     Dask's: which paper goes to which worker
      +-- worker       Dask's: calls ``worker.grade``, keeps examiners warm
            +-- examiner   ours, as in a local run; student code runs in its sandbox below it

Only ``client``, ``pool`` and ``worker`` import Dask, which is an extra of the package.
"""
