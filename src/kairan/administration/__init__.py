"""Administration (管理): the console of an organisation. Every act is an entry in its stream, with before and after."""
