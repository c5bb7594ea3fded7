"""What the network's tokens are and how much around a capital it is shown."""

TOKEN = r"\w+(?:[-'’´]\w+)*-?|\n+|\*+|#+|[^\w\s]"
OPENING_MARKS = '.!?:;\n•-–*#"”»('
"""A capital behind one of these may only open a sentence, a line or a quotation."""
BEFORE, AFTER = 3, 5
"""Tokens shown to the network on either side of a capitalised word."""
PASSAGE = 128
"""Tokens a passage: many passages of like length run through the network abreast."""
BATCH = 256
