"""A guest's own visits."""
