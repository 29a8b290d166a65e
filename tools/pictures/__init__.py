"""The pictures of the documents, taken anew from a running server: of the demo, and of a body that moves in."""
