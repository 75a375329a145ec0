"""Turn the achievements kept in office workbooks into 工作总结和工作计划 in official format.

The packages read as the pipeline: read → validate → compose → render. `cli` is a thin skin over
`pipeline`; nothing below a skin prints, prompts or exits.
"""

__version__ = "0.1.0"
