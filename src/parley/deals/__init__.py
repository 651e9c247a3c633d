"""Deal values, frontier, bargaining zone, gap, solutions: pure functions of arrays. :func:`parley.deals.zone.zone` is the test."""
