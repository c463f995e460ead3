"""A million dishonesty records, and how long it takes to screen them."""
