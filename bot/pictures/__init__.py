"""Pictures of what the announcement says: drawn, kept, shown and verified."""
