"""The newest revision of the schema, as the files of the migrations say."""

from __future__ import annotations

from pathlib import Path

import app.db.migrations

VERSIONS = Path(app.db.migrations.__file__).parent / "versions"
HEAD = max(file.name[:4] for file in VERSIONS.glob("0*.py"))
