"""What was handed in, as bytes: folders, zips and single files to submissions.

Nothing here looks into a notebook; that is the candidate's work.
"""
