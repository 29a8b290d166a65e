"""The demo: a fictional prefecture, city and town, and six weeks of their talk."""
