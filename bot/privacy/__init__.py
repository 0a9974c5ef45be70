"""Rights over one's data: the notice, copies, and the work that erases and keeps the record."""
