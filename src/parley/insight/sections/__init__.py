"""Makes the parts of the answer, a file each; what a further section holds is in ``insight/results/sections``."""
