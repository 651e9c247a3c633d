"""What time does to a case: futures, what acts shift, waiting, and the replay of what was observed."""
