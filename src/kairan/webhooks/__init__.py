"""Webhooks (他のシステムへの通知): other systems of a body are told what happens with its cases."""
