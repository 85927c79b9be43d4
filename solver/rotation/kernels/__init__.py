"""The inner loops of the local search, compiled by numba; imported by the search alone."""
