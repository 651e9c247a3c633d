"""Views, dates and versions of a case beside each other."""
