"""Other readers than the rules: the learned tagger, a server that the user names."""
