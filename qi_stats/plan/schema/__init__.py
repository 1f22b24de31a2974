"""plan.yaml: its shape, and each name in it looked up."""
