"""Who takes which side over time, which speakers form camps, who leads within a coalition."""
