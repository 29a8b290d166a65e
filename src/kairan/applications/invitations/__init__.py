"""Invited people (招待): who may use a form, each once, by a number that was given in advance."""
