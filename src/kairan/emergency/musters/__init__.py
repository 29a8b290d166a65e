"""Musters (参集): stages with who belongs to each, called with one act, and who has arrived where."""
