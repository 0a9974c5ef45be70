"""What Pandu says and why: pure functions over values, without IO, clock or chance."""
