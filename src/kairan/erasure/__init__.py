"""Deleting accounts (アカウントの削除): what is personal goes, what was written stays under name and post."""
