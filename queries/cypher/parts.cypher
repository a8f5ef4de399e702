// What belongs to a place at any depth: cities, districts, companies, universities, authorities.
// $actor: id of the place, such as by/gomel-region
MATCH (p:Actor)-[:PART_OF*1..6]->(a:Actor {id: $actor})
RETURN DISTINCT p.id AS id, p.name AS name, p.kind AS kind
ORDER BY kind, id
