"""Paper (書面): receipts, posters and reports as PDF, each one a template beside the data it is given."""
