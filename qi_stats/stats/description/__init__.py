"""One variable described: numbers, levels, proportions, missing values."""
