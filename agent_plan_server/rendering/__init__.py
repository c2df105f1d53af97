"""The live state of a plan put back into its author's own file, by edits of single characters and words."""
