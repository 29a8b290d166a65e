"""Bodies help each other (応援): agreements prepared in peace, requests and offers in need."""
