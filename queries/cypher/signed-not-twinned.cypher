// Pairs of places of one kind, in two countries, that signed something and are not twinned.
// $kind: kind of place, such as region
MATCH (x:Actor {kind: $kind})-[m:COOPERATES_WITH]-(y:Actor {kind: $kind})
WHERE x.id < y.id AND x.country <> y.country AND m.status = 'agreed' AND m.instrument <> 'none'
OPTIONAL MATCH (x)-[t:TWINNED_WITH]-(y)
WITH x, y, m, count(t) AS twinnings
WHERE twinnings = 0
RETURN x.id AS a, y.id AS b, m.instrument AS instrument, m.since AS since
ORDER BY coalesce(since, '') DESC, a, b
