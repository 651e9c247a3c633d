"""Who is given which words: reporting verbs and nouns, quotations by their place, transcripts, authors."""
