"""Search: everything one may see and nothing else, the same answers on both databases."""

from kairan.talk.search.index import index_message, rebuild_index, reindex_message, unindex_message
from kairan.talk.search.model import SearchHit, SearchPage, SearchQuery, SearchRoom, SnippetPart
from kairan.talk.search.queries import search

__all__ = [
    "SearchHit",
    "SearchPage",
    "SearchQuery",
    "SearchRoom",
    "SnippetPart",
    "index_message",
    "rebuild_index",
    "reindex_message",
    "search",
    "unindex_message",
]
