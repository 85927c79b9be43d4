"""A staff list comes in, step by step."""
