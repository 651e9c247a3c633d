"""What a statement is about, by meaning."""
