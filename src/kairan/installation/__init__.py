"""The installation (設置) above its bodies: operators, who create, suspend and limit bodies and see inside none."""
