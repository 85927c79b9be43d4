"""What waits for heads of departments."""
