// How many ties there are of each type, and how many statements they rest on; counts (observations) are no ties.
MATCH (s:Statement)
WHERE NOT s.observation
RETURN s.type AS type, count(DISTINCT s.tie) AS ties, count(*) AS statements
ORDER BY ties DESC, type
