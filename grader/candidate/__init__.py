"""The untrusted side: reads the notebooks, takes the program out, runs it, answers calls.

Everything here runs in a process of its own, inside the sandbox, forked from a zygote that never
loaded anything secret. From the first line of a student's code on, nothing in that process can be
believed; the examiner treats all that it sends as a claim of the student's.
"""
