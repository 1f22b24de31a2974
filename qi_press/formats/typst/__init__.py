"""The PDF, set by typst."""
