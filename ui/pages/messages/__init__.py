"""Telling guests and hosts, and what leaves the program as files."""
