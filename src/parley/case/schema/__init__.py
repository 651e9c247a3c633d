"""The format of a case file, declared once: the reader, the page in the documentation and the editor's schema follow it."""
