"""Applications (申請): forms being filled in, what was submitted, and what became of the numbers."""
