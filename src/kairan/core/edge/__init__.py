"""The edge: what every request passes, whatever it asks for. Problems, headers, logs, metrics, the client's files."""
