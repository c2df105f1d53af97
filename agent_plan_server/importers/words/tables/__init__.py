"""The words that plans use, as tables: by concept, then by language (ISO 639-1); a word stands once in a table.

en de fr es pt it nl pl cs ru uk tr sv da no fi ro hu el zh ja ko ar fa he hi vi id th; zh is both scripts.
A word that several languages share stands with the first of them.
"""
