"""The sections of the answer, one file each."""
