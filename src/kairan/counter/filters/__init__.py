"""Narrowing the inbox (絞り込み): the forms and fields there are, filters one keeps, and whether anything changed."""
