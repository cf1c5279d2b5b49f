"""The parts that a plan of edits is made of, one form of writing a file."""
