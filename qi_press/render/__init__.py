"""Rendering: from its options to the finished output."""
