"""Minutes as text, for tests of whole runs."""

MEETING = """Fjordby Kommune
Referat
Kulturudvalget
Mødedato: 12. marts 2021

Punkt 1: Tilskud til {name}
Sagsfremstilling
{name} søger om 25.000 kr. til en koncert i Fjordby Hallen.
Beslutning
Godkendt.
"""
"""One point about a grant; ``name`` tells meetings apart."""
