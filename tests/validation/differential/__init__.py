"""The sieve beside frictionless, over generated schemas and dirty tables."""
