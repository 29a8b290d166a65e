"""Emergencies (緊急時): everybody is reached, and everybody is counted."""
