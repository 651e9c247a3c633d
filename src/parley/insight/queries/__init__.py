"""Claims as queries: the language, its evaluation, what each comes to under every view."""
