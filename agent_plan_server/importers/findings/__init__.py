"""What a reader has found, what it reports, and how both become the draft of a plan."""
