"""What needs the coordinator today, and the way to the first plan."""
