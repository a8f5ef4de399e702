"""The ground floor: the model, the schema, names and identity, and the stores. Imports nothing of ours."""
