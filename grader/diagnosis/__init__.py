"""What a failure shows: which known misconception, or else a small example of the difference.

The misconceptions are a course's own wrong programs (``catalogue``). Each runs the same tests with
the same inputs in a candidate of its own; the one that leads the tests to the same observations as
the student's program names the mistake (``diagnoser``, ``agreement``). Nothing here can change a
score.
"""
