"""Signing in through a body's own OpenID Connect provider (統合認証)."""
