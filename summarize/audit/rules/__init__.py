"""The rules of the audit, one module each (G01–): format against GB/T 9704-2012, clause by clause."""
