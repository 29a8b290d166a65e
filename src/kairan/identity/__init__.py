"""Who applies (本人確認): which level a form asks for, asked before anything is filled in, and what it certifies."""
