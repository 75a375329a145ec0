"""`batch`: the reports of all units of a folder, made by workers, with a manifest of what became of each."""
