"""What the tests stand on: real databases, a real broker, a real server, a real browser."""
