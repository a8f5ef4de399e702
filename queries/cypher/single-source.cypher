// Ties of one type that rest on one document alone: what to check first.
// $type: type of tie, such as TWINNED_WITH
// $limit: rows at most (default 50)
MATCH (s:Statement)-[:FROM]->(d:Document)
WHERE s.type = $type AND NOT s.observation
WITH s.tie AS tie, s.source_name AS source, s.target_name AS target, d.name AS document
WITH tie, min(source) AS source, min(target) AS target, min(document) AS document, count(DISTINCT document) AS documents
WHERE documents = 1
RETURN source, target, document, tie
ORDER BY source, target, tie
LIMIT $limit
