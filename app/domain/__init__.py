"""Ideas of the domain; imports only the standard library."""
