"""The applicants' pages of identity, complete without scripts."""
