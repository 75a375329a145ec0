"""A .docx against GB/T 9704-2012: a stranger's eye, which knows nothing of workbooks and templates."""
