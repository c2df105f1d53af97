"""How the clients of agents are told about this server and its guards: files of the repository, changed to the byte.

`clients` says what belongs in which file of which client; `json_text`, `toml_text` and `marked_text` put it there and
take it out again, and leave every other byte as it was.
"""
