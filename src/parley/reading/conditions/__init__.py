"""Conditions: what must come first for what, by whom it is set, in all the wordings that are usual."""
