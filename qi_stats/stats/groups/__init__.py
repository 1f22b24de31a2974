"""Comparing three and more groups of numbers."""
