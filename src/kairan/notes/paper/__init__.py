"""A note on paper."""
