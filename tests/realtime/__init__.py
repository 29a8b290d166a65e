"""Realtime: every entry in order, exactly once, to those who may read it."""
