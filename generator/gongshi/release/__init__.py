"""What was published: manifest, checks of the finished output."""
