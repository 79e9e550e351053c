"""How learned parts are made: gold in, weights and figures out. Nothing here runs while reading."""
