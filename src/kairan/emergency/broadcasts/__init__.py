"""Broadcasts (一斉連絡): what is told to many at once, until each has answered in some way."""
