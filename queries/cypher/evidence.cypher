// Every statement about two actors: what it says, where it stands, and what it cites.
// $a: id of one actor, such as by/gomel-region
// $b: id of the other, such as cn/sichuan
MATCH (s:Statement)-[:FROM]->(d:Document)
WHERE (s.source = $a AND s.target = $b) OR (s.source = $b AND s.target = $a)
OPTIONAL MATCH (s)-[:CITES]->(c:Citation)
RETURN s.type AS type, s.date AS date, s.status AS status, s.instrument AS instrument, d.name AS document,
       s.first_line AS first_line, s.last_line AS last_line, c.url AS cites, s.id AS statement
ORDER BY type, coalesce(date, '9999'), document, first_line, statement
