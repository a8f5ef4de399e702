// Actors whose name or one of whose other names holds a text, in any case.
// $text: part of a name, such as gomel
// $limit: rows at most (default 50)
MATCH (a:Actor)
WITH a, toLower($text) AS text
WHERE toLower(a.name) CONTAINS text OR any(alias IN a.aliases WHERE toLower(alias) CONTAINS text)
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.country AS country
ORDER BY name, id
LIMIT $limit
