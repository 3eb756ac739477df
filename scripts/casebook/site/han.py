"""How Chinese is told from other scripts in a text."""

HAN = r"\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
"""Chinese characters and their punctuation, as a class of a regular expression."""
HAN_RUN = rf"[{HAN}]+(?: ?[{HAN}]+)*"
"""Chinese and the single spaces in it."""
