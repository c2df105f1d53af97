"""The main job on a real plan in one command: three agents, one failure, one death, one decision, and the proof."""
