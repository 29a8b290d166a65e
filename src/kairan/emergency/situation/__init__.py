"""Situation reports (消防庁への即報): the official forms of an incident, numbered, each begun from the last."""
