"""What a free message states of its writer, one file for each sort of fact."""
