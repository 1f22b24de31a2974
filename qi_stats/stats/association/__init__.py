"""How two numbers go together: correlations, and the change within pairs."""
