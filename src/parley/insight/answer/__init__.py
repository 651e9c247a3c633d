"""The whole answer of a case, put together: what is asked, in which order, in which sentences, resting on what."""
