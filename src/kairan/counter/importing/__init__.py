"""Applications that came in elsewhere (ぴったりサービスなど), worked in the same inbox."""
