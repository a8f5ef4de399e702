// The agreed ties between two places and all that belongs to them, rolled up by PART_OF.
// $a: id of one place, such as by/gomel-region
// $b: id of the other, such as cn/sichuan
MATCH (x:Actor)-[:PART_OF*0..6]->(a:Actor {id: $a})
WITH DISTINCT x
MATCH (x)-[t:TWINNED_WITH|COOPERATES_WITH|RESIDENT_OF|ACCREDITED_AT|CLEARED_FOR_EXPORT|REPRESENTED_IN|PRODUCES_IN|OWNED_BY|TRADES_WITH|MEMBER_OF]-(y:Actor)
WHERE t.status = 'agreed'
MATCH (y)-[:PART_OF*0..6]->(b:Actor {id: $b})
RETURN DISTINCT x.name AS here, y.name AS there, t.since AS since, t.instrument AS instrument, t.id AS tie
ORDER BY coalesce(since, '9999'), here, there, tie
