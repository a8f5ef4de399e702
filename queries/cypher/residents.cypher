// The companies resident in a zone, the newest first, with the country each is of.
// $zone: id of the zone
MATCH (a:Actor)-[t:RESIDENT_OF]->(z:Actor {id: $zone})
RETURN a.id AS id, a.name AS name, a.country AS country, t.since AS since, t.status AS status
ORDER BY coalesce(since, '') DESC, id
