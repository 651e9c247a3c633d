"""Results as words, tables and pictures: terminal, HTML page, memo, notebook. Nothing here computes a result."""
