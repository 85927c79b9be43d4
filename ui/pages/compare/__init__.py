"""Two versions of a plan beside each other."""
