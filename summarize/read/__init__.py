"""From a workbook on disk to tables whose cells know their kind, format and place.

`workbook.read_workbook` joins the values (python-calamine) with what a pass over the XML tells
(`package_scan`); `tables.read_table` finds the table in each sheet. Nothing is judged and nothing is
dropped. Nothing is imported here, so that the rules can be listed without loading the reader.
"""
