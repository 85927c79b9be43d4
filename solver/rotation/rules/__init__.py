"""The rules of a plan as constraints."""
