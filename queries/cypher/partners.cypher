// Who an actor itself is tied to, the most ties first; containment is left out, what belongs to the actor too.
// $actor: id of the actor, such as by/gomel-region
// $limit: rows at most (default 50)
MATCH (a:Actor {id: $actor})-[t:TWINNED_WITH|COOPERATES_WITH|RESIDENT_OF|ACCREDITED_AT|CLEARED_FOR_EXPORT|REPRESENTED_IN|PRODUCES_IN|OWNED_BY|TRADES_WITH|MEMBER_OF]-(b:Actor)
RETURN b.id AS id, b.name AS name, b.kind AS kind, b.country AS country,
       count(DISTINCT t.id) AS ties, sum(t.statements) AS statements
ORDER BY ties DESC, statements DESC, id
LIMIT $limit
