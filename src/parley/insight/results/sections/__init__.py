"""What each further section of the answer holds, a file a section; how it is made stands in ``insight/sections``."""
