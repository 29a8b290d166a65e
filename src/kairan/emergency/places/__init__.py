"""Places (避難所): where people come to in a disaster, what is there now, and what is lacking."""
