"""Alliances (連携組織): bodies that share a directory and rooms, each by its own decision."""
