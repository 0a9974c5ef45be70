"""What happens when parts die: real processes, real sockets, kill -9."""
