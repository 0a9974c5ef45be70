"""Alembic's entry: runs migrations on the connection it is given."""

from alembic import context

import storage.schema_join
import storage.schema_rights
import storage.schema_selection
import storage.schema_staff
import storage.schema_windows  # noqa: F401 - their tables join the same metadata
from storage.schema import key_metadata, metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    include_name=lambda name, kind, _: kind != "table" or name not in key_metadata.tables,
)
with context.begin_transaction():
    context.run_migrations()
