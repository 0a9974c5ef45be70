"""The selection: who stands in which stage, who is chosen, and who is told. Pure."""
