"""Transfers (人事異動): lists of moves, prepared, previewed, carried out at their hour, taken back."""
