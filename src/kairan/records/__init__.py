"""Records (記録の閲覧): the one path past room membership, for auditors, with a reason and a second person's consent.

Nothing here uses the talk's own ways of finding rooms and messages, and nothing there knows of this: whoever reads
records is no member of anything.
"""
