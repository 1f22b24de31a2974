"""What a study can find, and how large the next one has to be."""
