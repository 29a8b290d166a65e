"""Private emergency contacts (緊急連絡先): sealed, seen only while something real goes on, each look on record."""
