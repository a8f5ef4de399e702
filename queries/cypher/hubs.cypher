// The actors of one kind with the most partners.
// $kind: kind of actor, such as region
// $limit: rows at most (default 20)
MATCH (a:Actor {kind: $kind})-[t:TWINNED_WITH|COOPERATES_WITH|RESIDENT_OF|ACCREDITED_AT|CLEARED_FOR_EXPORT|REPRESENTED_IN|PRODUCES_IN|OWNED_BY|TRADES_WITH|MEMBER_OF]-(b:Actor)
RETURN a.id AS id, a.name AS name, count(DISTINCT b.id) AS partners, count(DISTINCT t.id) AS ties
ORDER BY partners DESC, ties DESC, id
LIMIT $limit
