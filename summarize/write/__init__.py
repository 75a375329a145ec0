"""Workbooks out: the mirror of `read`."""
