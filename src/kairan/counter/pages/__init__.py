"""The applicants' pages of the counter: templates and words."""
