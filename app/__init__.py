"""The application without its window: domain, database, exchange with other programs, services."""
