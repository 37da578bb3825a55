"""Rules that a report must satisfy: declared beside the models of the editions, evaluated here."""
