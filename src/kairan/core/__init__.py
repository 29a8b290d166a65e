"""Core (土台): what is technical and knows nothing of a town hall; every concern stands on it."""
