"""Pictures: network maps, geographic maps and charts. Each is given a graph, never a database."""
