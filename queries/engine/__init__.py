"""The engine: measures of one simple graph, compiled (numpy, scipy, rustworkx) and plain (networkx), equal to 1e-9."""
