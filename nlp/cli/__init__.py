"""The command ``referat``: one module a command, heavy imports inside the commands."""
