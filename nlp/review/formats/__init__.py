"""Points as other tools take them, and their answers."""
