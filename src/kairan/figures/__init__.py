"""Figures (利用状況): how much is used, in numbers that tell of no person, and what it saves by the body's estimate."""
