"""SMS and voice (SMS・自動音声) by a gateway of the operator's: one request over HTTP for each person and way."""
