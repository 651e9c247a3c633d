"""English: the parser, its grammar, word lists, spelling of names, dates. Nothing here knows what a statement is."""
