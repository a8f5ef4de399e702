// The partners that two actors have in common, with the number of ties of each; containment is left out.
// $a: id of one actor, such as by/gomel-region
// $b: id of the other, such as cn/sichuan
MATCH (a:Actor {id: $a})-[t:TWINNED_WITH|COOPERATES_WITH|RESIDENT_OF|ACCREDITED_AT|CLEARED_FOR_EXPORT|REPRESENTED_IN|PRODUCES_IN|OWNED_BY|TRADES_WITH|MEMBER_OF]-(p:Actor)
WITH p, count(DISTINCT t.id) AS of_a
MATCH (p)-[u:TWINNED_WITH|COOPERATES_WITH|RESIDENT_OF|ACCREDITED_AT|CLEARED_FOR_EXPORT|REPRESENTED_IN|PRODUCES_IN|OWNED_BY|TRADES_WITH|MEMBER_OF]-(b:Actor {id: $b})
RETURN p.id AS id, p.name AS name, p.kind AS kind, of_a, count(DISTINCT u.id) AS of_b
ORDER BY id
