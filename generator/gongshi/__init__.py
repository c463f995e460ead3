"""gongshi (公示): data packages of a government body in, a lawful disclosure site out."""

__version__ = "0.1.0"
