"""Signing in (サインイン): by password, over HTTP; what was refused on the way in goes on record."""
