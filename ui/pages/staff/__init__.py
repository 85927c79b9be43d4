"""The people of the company."""
