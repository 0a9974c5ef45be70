"""Who works for the Dinas."""
