"""Questions answered from the posting: found by their words, composed from its clauses."""
