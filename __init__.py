"""PactGraph: documents and registers about partnerships as a property graph in which every tie shows its evidence."""

__version__ = "0.1.0"
