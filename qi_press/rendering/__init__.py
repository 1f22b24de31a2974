"""Rendering: from the order of a render to its finished output."""
