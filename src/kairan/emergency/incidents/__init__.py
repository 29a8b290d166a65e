"""Incidents (災害・事案): who works on one, its rooms, its chronology, and what is reported from the field."""
