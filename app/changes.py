"""What a write touched: the news that every screen listens to."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """The result of a write.

    Attributes
    ----------
    rows
        Pairs of table name and primary key that were added, changed or removed.
    label
        What was done, in the user's language, as the undo menu shows it.
    """

    rows: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    label: str = ""

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables touched."""
        return frozenset(table for table, _ in self.rows)

    @property
    def count(self) -> int:
        """Number of rows touched."""
        return len(self.rows)

    def touches(self, *tables: str) -> bool:
        """Tell whether one of ``tables`` was touched."""
        return not self.tables.isdisjoint(tables)

    def ids(self, table: str) -> frozenset[int]:
        """Return the primary keys touched in ``table``."""
        return frozenset(key for name, key in self.rows if name == table)
