"""Other systems that read."""
