"""Supplies and tasks (物資・応援の要請) between shelters and headquarters, and with other bodies of an alliance."""
