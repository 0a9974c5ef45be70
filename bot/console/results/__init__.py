"""Pages on which results are entered, ranked, released and told."""
