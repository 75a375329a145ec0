"""Parts of a workbook's package (.xlsx, .xlsm) edited in place: what is not changed keeps its bytes.

Re-saving through a library loses what the library does not know, and the stored results of formulas.
"""
