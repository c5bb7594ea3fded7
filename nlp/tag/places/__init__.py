"""Places that follow a fixed form: addresses and parcels."""
