"""One reader a kind of file: from bytes to grids of cells that are equal for equal content."""
