"""Properties are tried without a stop-watch: two test workers share two cores."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
