"""What the data could have been: all datasets that satisfy claims, counted, bounded, drawn."""
