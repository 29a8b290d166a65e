"""Signatures by the card (署名用電子証明書): of exactly what was checked, verified, and kept as one may."""
