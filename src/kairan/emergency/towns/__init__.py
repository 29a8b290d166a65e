"""The first report of every town (市町村の第一報): a prefecture asks all at once, and sees who is silent."""
