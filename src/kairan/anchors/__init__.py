"""Anchors (錨): proof, kept elsewhere, of what the record was.

Promise: whoever holds an anchor finds out whether the record it was taken of was rewritten, cut off or robbed of a
stream since, also when somebody did it who holds the database, the server and its administrators' passwords. It says
nothing of what was written into the record in the first place, nor of what happened after the last anchor.
"""
