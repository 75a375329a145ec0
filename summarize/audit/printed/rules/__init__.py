"""The rules on the printed page, one module each (G60–)."""
