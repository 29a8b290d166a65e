"""Peers beside Kairan: chat servers that can be installed here, with an equal setting and the same generator."""
