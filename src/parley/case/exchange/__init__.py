"""Domains of other negotiation software, in and out: GENIUS XML, GeniusWeb JSON, NegMAS folders; NegoLog in.

Utilities are kept, times 100, and never normalised unasked; a profile without a reservation value has 0.
"""
