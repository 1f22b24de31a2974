"""Which numbers changed from one release to the next, and what caused each change."""
