"""Hazards (気象庁の防災情報): warnings from outside become values, and the body's rules turn values into acts."""
