"""The page of a link by which a case is gone on with elsewhere."""
