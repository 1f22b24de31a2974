"""The audit of any paper by its own numbers."""
