"""One kind of event in, one committed transaction out; knows no channel."""
