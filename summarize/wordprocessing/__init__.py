"""WordprocessingML as all its readers need it: the parts of a .docx, and the numbers that Word computes."""
