"""What was said in issued reports against what is said now: promises, figures, repeated words; and length.

`recording` writes down what of a report later periods are compared with, `issued` finds and reads that again, the
rest takes records and issued documents and gives findings.
"""
