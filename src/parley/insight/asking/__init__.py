"""Asking a case: its views and draws made once, acts by name, what was computed before."""
