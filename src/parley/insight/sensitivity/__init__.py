"""What would turn an answer: thresholds, minimal sets, variance, conditions, what lies between two views."""
