"""The page behind a one-time link: the smallest that can be answered from, with no script and nothing else to fetch."""
