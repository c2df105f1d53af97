"""Vocabularies: what single words and lines mean, in many languages, without knowing where they stand."""
