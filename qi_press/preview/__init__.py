"""The author's loop."""
