"""Names of people, organisations and places by a trained network."""
