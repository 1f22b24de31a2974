"""What a publication says: its claims, how a file of them is read, and how each is judged."""
