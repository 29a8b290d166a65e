"""Notes (ノート) of a room: pages that several people write at once, with versions."""
