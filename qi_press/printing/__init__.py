"""Printing: the PDF and the Word file."""
