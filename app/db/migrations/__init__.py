"""Alembic migrations: each schema that was ever released, in order."""
