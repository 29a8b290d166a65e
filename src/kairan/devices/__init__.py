"""Devices (端末): browsers people sign in with, approved where the body asks for it, cut off when they are lost."""
