"""Making a plan official."""
