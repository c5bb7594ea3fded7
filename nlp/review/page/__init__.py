"""The page in the browser on which one person labels."""
