"""One module per family of plans, with `NAME`, `recognises` and `read`; `linked` reads the files beside an index."""
