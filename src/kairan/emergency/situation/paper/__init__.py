"""Situation reports and the record of an incident on paper."""
