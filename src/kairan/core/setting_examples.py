"""Examples of settings that are more than a word, for the reference and for what is said of wrong ones."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "faces": '{"kairan.lgwan.example": "lgwan", "kairan.example.lg.jp": "internet"}',
    "face_proxies": '{"lgwan": ["10.1.0.5"], "internet": ["192.0.2.10"]}',
    "rates": '{"posting.account": [20, 600]}',
    "operator_faces": '["lgwan"]',
    "anchor_to": '["/mnt/auditor/kairan", "mailto:kansa@city.example.lg.jp", "https://keep.example.lg.jp/drop/"]',
    "push_faces": '["internet"]',
    "unchecked_faces": '["internet"]',
    "push_services": '["usual"]',
    "identity_providers": '["https://auth-and-sign.go.jp/api/realms/main"]',
    "payment_providers": '["https://api.stripe.com"]',
    "webhook_hosts": '["kikan.example.lg.jp"]',
    "hazard_feeds": '["usual"]',
    "map_tiles": "/tiles/{z}/{x}/{y}.png",
    "backup_to_key": '["age1…", "/etc/kairan/backup.pub"]',
}
NETWORKS_EXAMPLE = '["10.1.0.5", "10.2.0.0/16"]'
