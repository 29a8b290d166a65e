"""What a browser says of itself, in names a person knows; nothing is decided by it."""

# The first that occurs wins: Edge also says Chrome, Chrome also says Safari.
_BROWSERS = {
    "Edg": "Microsoft Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Google Chrome",
    "Chrome/": "Google Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "Windows": "Windows",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "ChromeOS",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def browser_of(agent: str) -> str | None:
    """Return the browser's name, or None when it does not say."""
    return next((name for word, name in _BROWSERS.items() if word in agent), None)


def system_of(agent: str) -> str | None:
    """Return the name of the system or device, or None when it is not said."""
    return next((name for word, name in _SYSTEMS.items() if word in agent), None)
