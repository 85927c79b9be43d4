"""The commands of the command line, one module a subject; each registers its own."""
