"""The sheets 指标 and 核对, and the citations of their figures in text."""
