"""One recruitment announcement as data: its model, parser and linter."""
