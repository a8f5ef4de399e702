// The documents with the number of statements, and of ties, that rest on them.
MATCH (s:Statement)-[:FROM]->(d:Document)
RETURN d.name AS document, count(*) AS statements, count(DISTINCT s.tie) AS ties
ORDER BY statements DESC, document
