"""From a question in Danish or English to its conditions."""
