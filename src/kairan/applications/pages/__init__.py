"""The pages applicants see (住民の画面): complete without a script, on every phone, with every reader."""
