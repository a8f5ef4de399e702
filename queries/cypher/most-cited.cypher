// The references that the most statements rest on.
// $limit: rows at most (default 20)
MATCH (s:Statement)-[:CITES]->(c:Citation)
RETURN c.url AS url, c.title AS title, c.year AS year, count(*) AS statements
ORDER BY statements DESC, url, title
LIMIT $limit
