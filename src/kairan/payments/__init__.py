"""Payments (納付): what is owed for an application, what came in, and where the two do not meet."""
