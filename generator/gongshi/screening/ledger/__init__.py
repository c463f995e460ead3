"""What was published before: compared with today, remembered, written down."""
