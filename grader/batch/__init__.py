"""Many submissions: planned, handed to examiners, committed one by one."""
