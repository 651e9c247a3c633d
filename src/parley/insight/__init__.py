"""The answer to a case. :func:`parley.insight.answer.assess.assess` takes a request and gives an
:class:`~parley.insight.results.assessment.Assessment`.
"""
