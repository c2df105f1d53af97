"""Bytes → clean lines → sections, blocks and items: the shape of a text, before anybody asks what it means."""
