"""The map of an incident: what was reported where, shelters, who shows where they are, areas of warnings."""
