"""Questions out: networks, links, paths, timelines, analytics and exports over what a store holds."""
