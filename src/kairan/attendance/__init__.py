"""Attendance (出勤連絡): who is late, away, at home, out or in a meeting, until when."""
