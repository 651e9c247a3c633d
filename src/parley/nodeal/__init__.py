"""What going on without a deal is worth, and how events move beliefs. Each model of it is one file with its record;
:mod:`.registry` finds them by name, :mod:`.record` says what a model may declare.
"""
