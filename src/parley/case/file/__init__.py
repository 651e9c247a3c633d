"""The case file read: a tree that knows its lines, one reader a section, every number by its path, doubts."""
