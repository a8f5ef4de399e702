// How the ties of one type between two countries spread over kinds of actors.
// $a: ISO code of one country, such as BY
// $b: ISO code of the other, such as CN
// $type: type of tie, such as TWINNED_WITH
MATCH (s:Statement)
WHERE s.type = $type AND NOT s.observation
WITH DISTINCT s.tie AS tie, s.source AS source, s.target AS target
MATCH (x:Actor {id: source})
MATCH (y:Actor {id: target})
WHERE (x.country = $a AND y.country = $b) OR (x.country = $b AND y.country = $a)
WITH CASE WHEN x.country = $a THEN x.kind ELSE y.kind END AS kind_of_a,
     CASE WHEN x.country = $a THEN y.kind ELSE x.kind END AS kind_of_b, tie
RETURN kind_of_a, kind_of_b, count(DISTINCT tie) AS ties
ORDER BY ties DESC, kind_of_a, kind_of_b
