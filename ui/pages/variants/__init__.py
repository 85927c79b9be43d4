"""Several plans of one programme side by side."""
