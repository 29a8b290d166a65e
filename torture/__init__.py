"""A test that tries to lose messages: many clients, a server that is killed, and a checker that believes nobody."""
