// Three places that are all twinned with each other.
// $limit: rows at most (default 50)
MATCH (a:Actor)-[:TWINNED_WITH]-(b:Actor)-[:TWINNED_WITH]-(c:Actor)-[:TWINNED_WITH]-(a)
WHERE a.id < b.id AND b.id < c.id
RETURN DISTINCT a.id AS a, b.id AS b, c.id AS c
ORDER BY a, b, c
LIMIT $limit
