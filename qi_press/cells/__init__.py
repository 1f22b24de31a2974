"""Cells: their code is run, and what they gave is woven into the text."""
