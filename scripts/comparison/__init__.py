"""How two releases differ, row by row and word by word, and which version the difference asks for."""
