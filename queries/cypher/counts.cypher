// What was counted at an actor over time (residents of a zone, participants of an exchange), by whose they are.
// $actor: id of the zone, exchange or country
MATCH (s:Statement)-[:FROM]->(d:Document)
WHERE s.observation AND s.target = $actor
RETURN s.type AS type, s.source_name AS whose, s.date AS date, s.details AS details, d.name AS document
ORDER BY type, whose, coalesce(date, '9999'), document, details
