"""Why visits are missing, and what would help."""
