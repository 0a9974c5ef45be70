"""The days of a posting on a fast clock: what everybody was told, and what must never be."""
