"""Second factors and passkeys (認証要素): what a person shows besides, or instead of, a password."""
