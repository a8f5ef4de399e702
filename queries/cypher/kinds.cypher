// How many actors there are of each kind.
MATCH (a:Actor)
RETURN a.kind AS kind, count(*) AS actors
ORDER BY actors DESC, kind
