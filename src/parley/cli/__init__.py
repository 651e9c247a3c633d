"""The command line: :mod:`.main` lists the commands, and each has a module of its own."""
