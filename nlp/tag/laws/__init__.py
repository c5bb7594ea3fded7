"""Citations of statutes, executive orders and their provisions."""
