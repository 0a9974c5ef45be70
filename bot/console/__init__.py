"""The console of staff: pages made on the server, each a row of a table with its roles."""
