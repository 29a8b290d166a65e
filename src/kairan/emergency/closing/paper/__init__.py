"""The record of an incident on paper."""
