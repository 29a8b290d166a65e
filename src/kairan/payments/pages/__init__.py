"""The applicants' page of what they owe, complete without scripts."""
