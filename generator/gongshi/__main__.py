"""`python -m gongshi`: the command of the environment that this Python belongs to."""

from gongshi.cli.app import main

main()
