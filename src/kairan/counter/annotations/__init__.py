"""Annotations (審査項目): what the section finds out about a case, in fields of the procedure."""
