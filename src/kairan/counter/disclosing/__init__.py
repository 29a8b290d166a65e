"""A case taken out as a whole (開示・書き出し): on paper, and as data with its proof."""
