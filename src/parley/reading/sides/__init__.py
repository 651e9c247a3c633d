"""Where a statement stands on a proposition, and which statements contradict each other."""
