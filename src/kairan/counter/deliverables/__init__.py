"""Deliverables (交付物): letters and certificates made of templates, and files; fetched by whose case it is."""
