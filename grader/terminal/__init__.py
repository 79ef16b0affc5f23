"""What a person at the terminal sees: progress, tables, findings.

Names and messages may come from students: control characters are made visible, and nothing of
theirs is taken for markup.
"""
