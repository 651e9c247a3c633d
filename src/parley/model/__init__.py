"""Joins a case's draws to :mod:`parley.nodeal` and :mod:`parley.deals`. :func:`parley.model.evaluate.evaluate` is one zone test."""
