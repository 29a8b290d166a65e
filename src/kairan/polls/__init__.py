"""Polls (投票・日程調整) of a room: yes or no, one, several, a scale, or the date that suits most."""
