"""The judges: every rule and every term recomputed from the visits alone."""
