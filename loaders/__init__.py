"""Sources in: prose, registers, Wikidata and the bundled dataset. Each loader yields statements."""
