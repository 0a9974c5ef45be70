"""Lists of results as files, and the round in which published results are told."""
