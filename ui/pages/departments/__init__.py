"""Departments, their roles and who they say they are."""
