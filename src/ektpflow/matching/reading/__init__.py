"""Reading: how values are written, and the one form in which they are compared."""
