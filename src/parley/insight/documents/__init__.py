"""What documents say by themselves, without a case."""
