"""The `pactgraph` command: a thin layer over loaders, graph, queries and viz."""
