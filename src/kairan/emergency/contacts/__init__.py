"""Private emergency contacts (緊急連絡先): kept sealed, looked up only while something real goes on, each look on record."""
