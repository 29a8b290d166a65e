"""Ranks (職位): whose post is the higher one, by its title. Titles are free text; what is not known ranks last."""

# From the top; the words of the usual ladder of a town hall (職制). The longest word found in a title counts.
_LADDER: tuple[tuple[str, ...], ...] = (
    ("知事", "市長", "区長", "町長", "村長", "理事長", "管理者", "院長"),
    ("教育長", "局長", "公営企業管理者", "危機管理監", "技監", "理事"),
    ("部長", "本部長", "総監", "会計管理者"),
    ("次長", "部次長", "参事", "審議監"),
    ("課長", "室長", "所長", "館長", "園長", "事務局長", "消防署長", "校長"),
    ("課長補佐", "室長補佐", "補佐", "主幹", "参事補", "教頭"),
    ("係長", "班長", "専門監", "総括主査"),
    ("主査", "専門員", "統括"),
    ("主任", "副主査", "主任主事", "主任技師"),
    ("主事", "技師", "書記", "保健師", "保育士"),
)
_DEPUTY = ("副", "代理", "心得")  # one half step below
LOWEST = 2 * len(_LADDER) + 1


def rank_of(title: str | None) -> int:
    """Return how high a title ranks: 0 is the highest, `LOWEST` what the ladder does not know."""
    found = [
        (len(word), step) for step, words in enumerate(_LADDER) for word in words if title is not None and word in title
    ]
    if title is None or not found:
        return LOWEST
    _, step = max(found, key=lambda one: (one[0], -one[1]))
    return 2 * step + any(word in title for word in _DEPUTY)
