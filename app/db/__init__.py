"""Mapped classes, sessions, migrations and reading queries."""
