"""What a number may be and how it is drawn: families of distributions, words for them, correlation, Sobol points, draws."""
