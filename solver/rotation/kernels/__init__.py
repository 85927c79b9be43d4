"""The inner loops of the local search, compiled by numba; imported by the search alone."""

from solver.rotation.kernels.cache import prepare_cache

prepare_cache()  # before any kernel imports numba, which reads the folder then
