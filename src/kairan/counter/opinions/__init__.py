"""Opinions (意見照会): another section, or a person, is asked about a case by a day, and sees just what is shown to them."""
