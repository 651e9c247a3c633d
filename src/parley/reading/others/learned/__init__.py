"""A learned reader of attributions: a small encoder that marks cues, then, for each cue, its source and content.

It is optional. The rules of :mod:`parley.reading` work without it, and it works without a parser. Training needs the
``train`` extra (torch); reading needs only onnxruntime and tokenizers, which parley has anyway.
"""
