"""The language in tables: rows of a pattern, what it gives, an example and a counter-example, run by one small engine."""
