"""Meetings: agenda, papers whose shown page is followed, minutes, and the body's video meetings (会議)."""
