"""The ledger 重点工作: one row a task, its quarters side by side, read into items and tasks."""
