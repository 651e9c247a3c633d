"""What every room may use: errors, spans of text, seeds, JSON, fingerprints, what installed packages add."""
