"""Opinions (意見照会): another section, or a person, is asked about a case, and sees just what is shown to them."""
