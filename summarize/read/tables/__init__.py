"""From a grid to its table: what a sheet's name says, where the head stands, which rows are data."""
