"""Reflections: who owes one, and what was written."""
