"""What commands show: pure functions from a reply and a Page to the lines of a screen, never wider than the page."""
