"""How well it reads, on labelled texts."""
