"""API keys (読み取りの鍵): other systems of a body read the cases of a form, from where the operator lets them."""
