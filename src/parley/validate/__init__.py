"""Protocols that test parts of parley on public data, beside simple reference rules. :mod:`.registry` lists them."""
