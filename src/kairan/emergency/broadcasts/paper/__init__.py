"""The result of a broadcast on paper."""
