"""Which texts of a column may hold what a rule looks for: no text that does is ever left out.

The detectors read a text character by character, half a microsecond each. Here whole columns are
read by numpy, some nanoseconds a character, for what each detector and each expression cannot do
without; only what has it is given to them. So their verdict stays theirs. A condition here may be
too wide, never too narrow (tests/detectors/test_prefilter.py compares both).
"""
