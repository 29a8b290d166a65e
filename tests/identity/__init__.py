"""Applicants and who they are."""
