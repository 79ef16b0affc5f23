"""Turns a student's notebooks into HTML. Runs on the untrusted side only, as the candidate does.

A notebook is hostile bytes: whoever parses it may crash, hang or be taken over. So this runs in a
process of its own for each submission, confined like a candidate and forked from a zygote that has
nbconvert in memory and no secret. What comes back is believed as little: the trusted side limits,
sanitises and frames it (``grader.views``).
"""
