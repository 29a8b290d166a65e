"""Drills (訓練): marked wherever a person reads anything of them."""

MARK = "【訓練】"
MARK_EN = "[Drill] "


def marked(title: str, *, is_drill: bool, language: str = "ja") -> str:
    """Return a title, with the mark where it is a drill; whoever typed the mark themselves has it once."""
    if not is_drill or title.startswith(MARK):
        return title
    return f"{MARK_EN if language == 'en' else MARK}{title}"
