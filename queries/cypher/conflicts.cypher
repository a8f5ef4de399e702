// Ties whose statements disagree on a date, a status or a value, the most told first.
// $limit: rows at most (default 50)
MATCH (a:Actor)-[t:TWINNED_WITH|COOPERATES_WITH|RESIDENT_OF|ACCREDITED_AT|CLEARED_FOR_EXPORT|REPRESENTED_IN|PRODUCES_IN|OWNED_BY|TRADES_WITH|MEMBER_OF]->(b:Actor)
WHERE size(t.conflict) > 0
RETURN a.id AS source, b.id AS target, t.conflict AS conflict, t.since AS since, t.statements AS statements, t.id AS tie
ORDER BY statements DESC, tie
LIMIT $limit
