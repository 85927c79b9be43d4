"""What of a plan is printed."""
