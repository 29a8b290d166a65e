"""The continuous self-audit (自動の照合): samples are recounted against the journal while the server runs.

It is no substitute for `kairan verify`, which checks everything; it finds drift within days instead of at the next
verification, and costs a few hundred rows a minute.
"""
