"""How far a result depends on single rows, on the method, and on who coded."""
