"""Shifts (交代勤務): who works where and when on the days after a muster, who relieves them, who rests."""
