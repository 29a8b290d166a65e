"""Tests of talking."""
