"""What is left of an incident: its record on paper, and what to do better next time (振り返り)."""
