"""Rules with three values, verdicts, reasons, and the shortest way to eligible."""
