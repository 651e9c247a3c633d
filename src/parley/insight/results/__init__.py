"""What an answer is made of: its typed parts, its notes, its words for judgements."""
