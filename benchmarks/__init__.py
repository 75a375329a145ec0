"""Measured figures: every part prints ratios of one run; see README.md."""
