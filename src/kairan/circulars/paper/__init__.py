"""Paper (書面): the record of a circular."""
