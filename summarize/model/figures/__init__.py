"""Figures: indicators over the year, what citations of them print, relations, and tasks that are counted."""
