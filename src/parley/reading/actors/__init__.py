"""Who takes part in a war, from the documents themselves: who fights, hosts, mediates, pays, or only comments."""
