"""What all mapped classes share: names of constraints, keys, version numbers."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import ForeignKey, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Constraints have fixed names, so that later migrations can address them."""

    metadata = MetaData(naming_convention=_NAMES)


def to(target: str) -> ForeignKey:
    """Return a reference to a column, ``table.id``."""
    # Undo puts rows of several tables back in one transaction, in whatever order.
    return ForeignKey(target, deferrable=True, initially="IMMEDIATE")


class Row(Base):
    """A row with a number of its own.

    ``__recorded__`` is false for what neither history nor undo may know: drafts, private notes.
    """

    __abstract__ = True
    __recorded__: ClassVar[bool] = True

    id: Mapped[int] = mapped_column(primary_key=True)


class EditedRow(Row):
    """A row that people edit."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
