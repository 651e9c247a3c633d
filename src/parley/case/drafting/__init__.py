"""A proposed case from documents alone."""
