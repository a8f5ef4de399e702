// The twins of a place, the oldest twinning first, with how well each is documented.
// $actor: id of the place, such as by/gomel-region
MATCH (a:Actor {id: $actor})-[t:TWINNED_WITH]-(b:Actor)
RETURN b.id AS id, b.name AS name, b.country AS country, t.since AS since, t.status AS status,
       t.statements AS statements, t.documents AS documents
ORDER BY coalesce(since, '9999'), id
