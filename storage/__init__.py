"""The only SQLAlchemy: tables, the writer, sealing and migrations."""
