"""How fast a million records are validated and screened, beside frictionless."""
