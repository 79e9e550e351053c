-- Views for people: what stands, in words. Reports that were withdrawn, facts that were rejected and readings
-- that a newer one took the place of are not in them; what people set stands in place of what the machine read.
-- id is the public id that judgements use; reading and n lead to the rows of the tables. Several names in a
-- cell are parted by semicolons. SQLite 3.38 or newer reads them.

CREATE VIEW named AS             -- name of each actor of a reading, judgements worked in; the other views use it
SELECT
  actors.reading AS reading,     -- the reading
  actors.n AS n,                 -- the number in A1
  coalesce(json_extract(j."values", '$.name'), e.name) AS name, -- fullest name in the report
  iif(json_type(j."values", '$.country') IS NULL, e.country, json_extract(j."values", '$.country')) AS country, -- ISO 3166-1 alpha-3, or a body's own code
  iif(json_type(j."values", '$.sector') IS NULL, e.sector, json_extract(j."values", '$.sector')) AS sector, -- PLOVER's list
  j.verdict AS verdict           -- what people say of it
FROM actors
JOIN entities AS e ON e.id = actors.entity
LEFT JOIN judged AS j ON j.reading = actors.reading AND j.letter = 'A' AND j.n = actors.n;

CREATE VIEW speakers AS          -- who says what an attribution attributes, judgements worked in; the other views use it
SELECT
  s.reading AS reading,          -- the reading
  s.n AS n,                      -- the number in S1
  coalesce((SELECT name FROM named WHERE named.reading = s.reading AND named.n = CAST(ltrim(iif(json_type(j."values", '$.source') IS NULL, s.actor, json_extract(j."values", '$.source.actor')), 'A') AS INTEGER)), json_extract(j."values", '$.names.' || json_extract(j."values", '$.source.actor'))) AS name, -- name of the actor who is the source
  coalesce(json_extract(j."values", '$.source.kind'), s.kind) AS kind, -- kind of source
  iif(json_type(j."values", '$.source') IS NULL, s.anonymity, json_extract(j."values", '$.source.anonymity')) AS anonymity, -- named, partial or anonymous
  (SELECT country FROM named WHERE named.reading = s.reading AND named.n = CAST(ltrim(iif(json_type(j."values", '$.source') IS NULL, s.actor, json_extract(j."values", '$.source.actor')), 'A') AS INTEGER)) AS country,      -- country of the source
  (SELECT sector FROM named WHERE named.reading = s.reading AND named.n = CAST(ltrim(iif(json_type(j."values", '$.source') IS NULL, s.actor, json_extract(j."values", '$.source.actor')), 'A') AS INTEGER)) AS sector,        -- its sector
  s.source_start AS start,       -- first character of the words that name it
  s.source_end AS end            -- character after the last
FROM attributions AS s
LEFT JOIN judged AS j ON j.reading = s.reading AND j.letter = 'S' AND j.n = s.n;

CREATE VIEW standing_reports AS  -- reports that stand, in their newest version
SELECT
  r.name AS report,              -- public id of the report
  v.title AS title,              -- headline
  v.outlet AS outlet,            -- who published it
  v.published AS published,      -- ISO date, never more precise than known
  v.published_basis AS published_basis, -- given, metadata, text or unknown
  v.byline AS byline,            -- JSON: authors
  v.language AS language,        -- ISO 639-1
  v.dateline AS dateline,        -- place of the dateline
  v.url AS url,                  -- address
  v.ref AS ref,                  -- what the caller called it
  v.added AS added,              -- when this version came, UTC
  v.name AS version,             -- public id of the version
  (SELECT count(*) FROM versions WHERE versions.report = r.id) AS versions, -- how many versions the ledger has
  (SELECT count(*) FROM statements WHERE statements.reading = g.reading) AS attributions, -- how many attributions stand
  (SELECT count(*) FROM deeds WHERE deeds.reading = g.reading AND deeds.n = 0) AS events, -- how many events of a PLOVER type stand
  runs.version AS reader,        -- version of onrecord that read it
  g.reading AS reading           -- row of the reading
FROM standing AS g
JOIN reports AS r ON r.id = g.report
JOIN versions AS v ON v.id = g.version
JOIN readings ON readings.id = g.reading
JOIN runs ON runs.id = readings.run;

CREATE VIEW standing_actors AS   -- whoever acts or speaks, report by report
SELECT
  v.name || '.A' || m.start || '-' || m.end AS id, -- public id
  r.name AS report,              -- public id of the report
  g.outlet AS outlet,            -- who published it
  g.published AS published,      -- day of publication
  coalesce(json_extract(j."values", '$.name'), e.name) AS name, -- fullest name in the report
  coalesce(json_extract(j."values", '$.kind'), e.kind) AS kind, -- person, organization, country, place, group or unknown
  iif(json_type(j."values", '$.country') IS NULL, e.country, json_extract(j."values", '$.country')) AS country, -- ISO 3166-1 alpha-3, or a body's own code
  iif(json_type(j."values", '$.sector') IS NULL, e.sector, json_extract(j."values", '$.sector')) AS sector, -- PLOVER's list
  iif(json_type(j."values", '$.office') IS NULL, o.title, json_extract(j."values", '$.office.title')) AS office, -- office held
  iif(json_type(j."values", '$.office') IS NULL, o.body, json_extract(j."values", '$.office.body')) AS body, -- body that the office belongs to
  iif(json_type(j."values", '$.wikidata') IS NULL, e.wikidata, json_extract(j."values", '$.wikidata')) AS wikidata, -- Wikidata id
  coalesce(i.stands_for, e.key) AS key, -- the same for one actor in all reports, as people merged them; NULL for somebody known in one report only
  (SELECT count(*) FROM mentions WHERE mentions.reading = a.reading AND mentions.actor = a.n) AS mentions, -- how often the machine found it in the report
  j.verdict AS verdict,          -- what people say of it
  a.reading AS reading,          -- row of the reading
  a.n AS n                       -- number in it
FROM standing AS g
JOIN actors AS a ON a.reading = g.reading
JOIN entities AS e ON e.id = a.entity
JOIN reports AS r ON r.id = g.report
JOIN versions AS v ON v.id = g.version
LEFT JOIN mentions AS m ON m.reading = a.reading AND m.actor = a.n AND m.n = 0
LEFT JOIN offices AS o ON o.id = a.office
LEFT JOIN identities AS i ON i.key = e.key
LEFT JOIN judged AS j ON j.reading = a.reading AND j.letter = 'A' AND j.n = a.n
WHERE coalesce(j.verdict, '') NOT IN ('reject', 'merge');

CREATE VIEW standing_events AS   -- events that stand, those of no PLOVER type among them
SELECT
  v.name || '.E' || e.trigger_start || '-' || e.trigger_end AS id, -- public id
  r.name AS report,              -- public id of the report
  g.outlet AS outlet,            -- who published it
  g.published AS published,      -- day of publication
  coalesce(iif(json_type(jt."values", '$.earliest') IS NULL, t.earliest, json_extract(jt."values", '$.earliest')), iif(json_type(jt."values", '$.latest') IS NULL, t.latest, json_extract(jt."values", '$.latest')), json_extract(j."values", '$.names.' || json_extract(j."values", '$.when')), g.published) AS day, -- first day that its time allows; without a time the day of publication
  iif(json_type(jt."values", '$.latest') IS NULL, t.latest, json_extract(jt."values", '$.latest')) AS until,             -- last day that its time allows
  coalesce(iif(json_type(jt."values", '$.earliest') IS NULL, t.earliest, json_extract(jt."values", '$.earliest')), iif(json_type(jt."values", '$.latest') IS NULL, t.latest, json_extract(jt."values", '$.latest')), json_extract(j."values", '$.names.' || json_extract(j."values", '$.when'))) IS NOT NULL AS dated, -- 1 where the text dates it
  coalesce(json_extract(j."values", '$.status'), c.status) AS status, -- whether it happened, by the words of the report
  iif(json_type(j."values", '$.type') IS NULL, c.type, json_extract(j."values", '$.type')) AS type, -- PLOVER type
  iif(json_type(j."values", '$.mode') IS NULL, c.mode, json_extract(j."values", '$.mode')) AS mode, -- PLOVER mode
  (SELECT group_concat(coalesce((SELECT name FROM named WHERE reading = e.reading AND n = CAST(ltrim(role.value, 'A') AS INTEGER)), json_extract(j."values", '$.names.' || role.value)), '; ')
   FROM json_each(iif(json_type(j."values", '$.actors') IS NULL, e.actors, json_extract(j."values", '$.actors'))) AS role) AS actors, -- who act
  (SELECT group_concat(coalesce((SELECT name FROM named WHERE reading = e.reading AND n = CAST(ltrim(role.value, 'A') AS INTEGER)), json_extract(j."values", '$.names.' || role.value)), '; ')
   FROM json_each(iif(json_type(j."values", '$.recipients') IS NULL, e.recipients, json_extract(j."values", '$.recipients'))) AS role) AS recipients, -- at whom
  coalesce((SELECT name FROM named WHERE named.reading = e.reading AND named.n = iif(
    json_type(j."values", '$.place') IS NULL, e.place, CAST(substr(json_extract(j."values", '$.place'), 2) AS INTEGER))), json_extract(j."values", '$.names.' || json_extract(j."values", '$.place'))) AS place, -- where
  substr(v.text, e.trigger_start + 1, e.trigger_end - e.trigger_start) AS words, -- the word that names it
  substr(v.text, e.start + 1, e.end - e.start) AS clause, -- its clause
  (SELECT group_concat((SELECT coalesce(w.name, substr(v.text, w.start + 1, w.end - w.start), 'nobody named') FROM speakers AS w
     WHERE w.reading = e.reading AND w.n = CAST(ltrim(said.value, 'S') AS INTEGER)), '; ')
   FROM json_each(iif(json_type(j."values", '$.according_to') IS NULL, e.told, json_extract(j."values", '$.according_to'))) AS said) AS said_by, -- in whose words, the innermost first; NULL where the report itself says so
  coalesce(json_extract(j."values", '$.confidence'), e.confidence / 100.0) AS confidence, -- from 0 to 1
  j.verdict AS verdict,          -- what people say of it: accept, set, follows; NULL where nobody judged
  coalesce(json_extract(j."values", '$.background'), e.background) AS background, -- 1 for history
  coalesce(json_extract(j."values", '$.polarity'), c.polarity) AS polarity, -- side that the status is on
  iif(json_type(j."values", '$.deed') IS NULL, c.deed, json_extract(j."values", '$.deed')) AS deed, -- PLOVER type of what is done
  iif(json_type(j."values", '$.cameo') IS NULL, c.cameo, json_extract(j."values", '$.cameo')) AS cameo, -- CAMEO code, as text
  iif(json_type(j."values", '$.quad') IS NULL, c.quad, json_extract(j."values", '$.quad')) AS quad, -- quad class
  iif(json_type(j."values", '$.goldstein') IS NULL, c.goldstein, json_extract(j."values", '$.goldstein')) AS goldstein, -- Goldstein score
  iif(json_type(j."values", '$.contexts') IS NULL, c.contexts, json_extract(j."values", '$.contexts')) AS contexts, -- JSON: PLOVER contexts
  (SELECT group_concat(coalesce((SELECT country FROM named WHERE reading = e.reading AND n = CAST(ltrim(role.value, 'A') AS INTEGER)), '-'), '; ')
   FROM json_each(iif(json_type(j."values", '$.actors') IS NULL, e.actors, json_extract(j."values", '$.actors'))) AS role) AS actor_countries, -- their countries in the same order, - for none
  (SELECT group_concat(coalesce((SELECT country FROM named WHERE reading = e.reading AND n = CAST(ltrim(role.value, 'A') AS INTEGER)), '-'), '; ')
   FROM json_each(iif(json_type(j."values", '$.recipients') IS NULL, e.recipients, json_extract(j."values", '$.recipients'))) AS role) AS recipient_countries, -- their countries in the same order, - for none
  v.title AS title,              -- headline of the report
  v.url AS url,                  -- its address
  reasons.why AS why,            -- what spoke
  e.reading AS reading,          -- row of the reading
  e.n AS n                       -- number in it
FROM standing AS g
JOIN events AS e ON e.reading = g.reading
JOIN codes AS c ON c.id = e.code
JOIN reasons ON reasons.id = e.reason
JOIN reports AS r ON r.id = g.report
JOIN versions AS v ON v.id = g.version
LEFT JOIN judged AS j ON j.reading = e.reading AND j.letter = 'E' AND j.n = e.n
LEFT JOIN timexes AS t ON t.reading = e.reading AND t.n = iif(
  json_type(j."values", '$.when') IS NULL, e.time, CAST(substr(json_extract(j."values", '$.when'), 2) AS INTEGER))
LEFT JOIN judged AS jt ON jt.reading = t.reading AND jt.letter = 'T' AND jt.n = t.n
WHERE coalesce(j.verdict, '') <> 'reject';

CREATE VIEW standing_attributions AS -- attributions that stand: who is said to say what
SELECT
  v.name || '.S' || s.cue_start || '-' || s.cue_end AS id, -- public id
  r.name AS report,              -- public id of the report
  g.outlet AS outlet,            -- who published it
  g.published AS published,      -- day of publication
  coalesce(iif(json_type(jt."values", '$.earliest') IS NULL, t.earliest, json_extract(jt."values", '$.earliest')), iif(json_type(jt."values", '$.latest') IS NULL, t.latest, json_extract(jt."values", '$.latest')), json_extract(j."values", '$.names.' || json_extract(j."values", '$.said')), g.published) AS day, -- first day on which it can have been said; without a time the day of publication
  coalesce(iif(json_type(jt."values", '$.earliest') IS NULL, t.earliest, json_extract(jt."values", '$.earliest')), iif(json_type(jt."values", '$.latest') IS NULL, t.latest, json_extract(jt."values", '$.latest')), json_extract(j."values", '$.names.' || json_extract(j."values", '$.said'))) IS NOT NULL AS dated, -- 1 where the text dates it
  coalesce(w.name, substr(v.text, s.source_start + 1, s.source_end - s.source_start)) AS source, -- who says it: the name, else the words; NULL where nobody is named
  w.kind AS kind,                -- kind of source
  coalesce(json_extract(j."values", '$.act'), s.act) AS act, -- what the source does by saying it
  coalesce((SELECT group_concat(substr(v.text, json_extract(part.value, '$[0]') + 1, json_extract(part.value, '$[1]') - json_extract(part.value, '$[0]')), ' … ')
            FROM json_each(s.parts, '$[2]') AS part),
           substr(v.text, s.content_start + 1, s.content_end - s.content_start)) AS content, -- what is attributed
  substr(v.text, s.cue_start + 1, s.cue_end - s.cue_start) AS cue, -- words that attribute
  s.lemma AS lemma,              -- dictionary form of the cue
  substr(v.text, s.source_start + 1, s.source_end - s.source_start) AS words, -- words that name the source
  w.country AS country,          -- country of the source
  w.sector AS sector,            -- its sector
  w.anonymity AS anonymity,      -- named, partial or anonymous
  coalesce(json_extract(j."values", '$.quotation'), s.quotation) AS quotation, -- direct, indirect or mixed
  iif(json_type(j."values", '$.medium') IS NULL, s.medium, json_extract(j."values", '$.medium')) AS medium, -- in what it was said
  (SELECT name FROM named WHERE named.reading = s.reading AND named.n = iif(
    json_type(j."values", '$.origin') IS NULL, s.origin, CAST(substr(json_extract(j."values", '$.origin'), 2) AS INTEGER))) AS origin,         -- from whom the content comes
  (SELECT group_concat((SELECT name FROM named WHERE reading = s.reading AND n = CAST(ltrim(role.value, 'A') AS INTEGER)), '; ')
   FROM json_each(iif(json_type(j."values", '$.relays') IS NULL, s.relays, json_extract(j."values", '$.relays'))) AS role) AS relays, -- through whom it came, from the origin outwards
  coalesce(json_extract(j."values", '$.polarity'), iif(s.negative, 'negative', 'positive')) AS polarity, -- polarity of the saying
  coalesce(json_extract(j."values", '$.status'), s.status) AS status, -- whether it has been said
  s.hedge AS hedge,              -- words that soften the cue
  coalesce(json_extract(j."values", '$.confidence'), s.confidence / 100.0) AS confidence, -- from 0 to 1
  j.verdict AS verdict,          -- what people say of it: accept, set, follows; NULL where nobody judged
  v.title AS title,              -- headline of the report
  v.url AS url,                  -- its address
  reasons.why AS why,            -- what spoke
  s.reading AS reading,          -- row of the reading
  s.n AS n                       -- number in it
FROM standing AS g
JOIN attributions AS s ON s.reading = g.reading
JOIN reasons ON reasons.id = s.reason
JOIN reports AS r ON r.id = g.report
JOIN versions AS v ON v.id = g.version
JOIN speakers AS w ON w.reading = s.reading AND w.n = s.n
LEFT JOIN judged AS j ON j.reading = s.reading AND j.letter = 'S' AND j.n = s.n
LEFT JOIN timexes AS t ON t.reading = s.reading AND t.n = iif(
  json_type(j."values", '$.said') IS NULL, s.said, CAST(substr(json_extract(j."values", '$.said'), 2) AS INTEGER))
LEFT JOIN judged AS jt ON jt.reading = t.reading AND jt.letter = 'T' AND jt.n = t.n
WHERE coalesce(j.verdict, '') <> 'reject';

CREATE VIEW standing_figures AS  -- quantities that stand
SELECT
  v.name || '.F' || f.start || '-' || f.end AS id, -- public id
  r.name AS report,              -- public id of the report
  g.outlet AS outlet,            -- who published it
  g.published AS published,      -- day of publication
  substr(v.text, f.start + 1, f.end - f.start) AS words, -- as printed
  iif(json_type(j."values", '$.low') IS NULL, f.low, json_extract(j."values", '$.low')) AS low, -- lowest value allowed; NULL: no bound
  iif(json_type(j."values", '$.high') IS NULL, f.high, json_extract(j."values", '$.high')) AS high, -- highest value allowed; NULL: no bound
  coalesce(json_extract(j."values", '$.unit'), f.unit) AS unit, -- count, percent, money or a unit
  coalesce(json_extract(j."values", '$.kind'), f.kind) AS kind, -- kind of quantity
  iif(json_type(j."values", '$.of') IS NULL, f.of, json_extract(j."values", '$.of')) AS of, -- what is counted, as printed
  iif(json_type(j."values", '$.currency') IS NULL, f.currency, json_extract(j."values", '$.currency')) AS currency, -- ISO 4217
  iif(json_type(j."values", '$.casualty') IS NULL, f.casualty, json_extract(j."values", '$.casualty')) AS casualty, -- what became of those counted
  coalesce(json_extract(j."values", '$.approximate'), f.approximate) AS approximate, -- 1 where the text says that it is not exact
  (SELECT group_concat((SELECT coalesce(w.name, substr(v.text, w.start + 1, w.end - w.start), 'nobody named') FROM speakers AS w
     WHERE w.reading = f.reading AND w.n = CAST(ltrim(said.value, 'S') AS INTEGER)), '; ')
   FROM json_each(iif(json_type(j."values", '$.according_to') IS NULL, f.told, json_extract(j."values", '$.according_to'))) AS said) AS said_by, -- in whose words, the innermost first
  coalesce(json_extract(j."values", '$.confidence'), f.confidence / 100.0) AS confidence, -- from 0 to 1
  j.verdict AS verdict,          -- what people say of it: accept, set, follows; NULL where nobody judged
  v.title AS title,              -- headline of the report
  v.url AS url,                  -- its address
  reasons.why AS why,            -- what spoke
  f.reading AS reading,          -- row of the reading
  f.n AS n                       -- number in it
FROM standing AS g
JOIN figures AS f ON f.reading = g.reading
JOIN reasons ON reasons.id = f.reason
JOIN reports AS r ON r.id = g.report
JOIN versions AS v ON v.id = g.version
LEFT JOIN judged AS j ON j.reading = f.reading AND j.letter = 'F' AND j.n = f.n
WHERE coalesce(j.verdict, '') <> 'reject';

CREATE VIEW standing_timexes AS  -- expressions of time that stand
SELECT
  v.name || '.T' || t.start || '-' || t.end AS id, -- public id
  r.name AS report,              -- public id of the report
  g.outlet AS outlet,            -- who published it
  g.published AS published,      -- day of publication
  coalesce(t.text, substr(v.text, t.start + 1, t.end - t.start)) AS words, -- as printed
  coalesce(json_extract(j."values", '$.type'), t.type) AS type, -- TIMEX3: DATE, TIME, DURATION or SET
  coalesce(json_extract(j."values", '$.value'), t.value) AS value, -- TIMEX3 value
  iif(json_type(j."values", '$.mod') IS NULL, t.mod, json_extract(j."values", '$.mod')) AS mod, -- TIMEX3 modifier
  iif(json_type(j."values", '$.grain') IS NULL, t.grain, json_extract(j."values", '$.grain')) AS grain, -- how fine it is
  iif(json_type(j."values", '$.earliest') IS NULL, t.earliest, json_extract(j."values", '$.earliest')) AS earliest,        -- first day that it allows
  iif(json_type(j."values", '$.latest') IS NULL, t.latest, json_extract(j."values", '$.latest')) AS latest,            -- last day that it allows
  iif(json_type(j."values", '$.utc') IS NULL, t.utc, json_extract(j."values", '$.utc')) AS utc, -- moment in UTC of a time of day whose zone is known
  coalesce(json_extract(j."values", '$.confidence'), t.confidence / 100.0) AS confidence, -- from 0 to 1
  j.verdict AS verdict,          -- what people say of it: accept, set, follows; NULL where nobody judged
  v.title AS title,              -- headline of the report
  v.url AS url,                  -- its address
  t.reading AS reading,          -- row of the reading
  t.n AS n                       -- number in it
FROM standing AS g
JOIN timexes AS t ON t.reading = g.reading
JOIN reports AS r ON r.id = g.report
JOIN versions AS v ON v.id = g.version
LEFT JOIN judged AS j ON j.reading = t.reading AND j.letter = 'T' AND j.n = t.n
WHERE coalesce(j.verdict, '') <> 'reject';

CREATE VIEW standing_polls AS    -- polls that stand
SELECT
  r.name AS report,              -- public id of the report
  g.outlet AS outlet,            -- who published it
  g.published AS published,      -- day of publication
  (SELECT name FROM named WHERE named.reading = p.reading AND named.n = CAST(substr(json_extract(p.poll, '$.pollster'), 2) AS INTEGER)) AS pollster,     -- who asked
  (SELECT name FROM named WHERE named.reading = p.reading AND named.n = CAST(substr(json_extract(p.poll, '$.sponsor'), 2) AS INTEGER)) AS sponsor,       -- for whom
  sample.low AS sample,          -- how many were asked
  margin.high AS margin,         -- margin of error
  json_extract(p.poll, '$.mode') AS mode, -- how they were asked
  substr(v.text, json_extract(p.poll, '$.spans[0][0]') + 1, json_extract(p.poll, '$.spans[0][1]') - json_extract(p.poll, '$.spans[0][0]')) AS words, -- first sentence that tells of it
  (SELECT group_concat(substr(v.text, f.start + 1, f.end - f.start) || coalesce(': ' || substr(v.text,
     json_extract(answer.value, '$.answer[0]') + 1, json_extract(answer.value, '$.answer[1]') - json_extract(answer.value, '$.answer[0]')), ''), '; ')
   FROM json_each(p.poll, '$.answers') AS answer
   JOIN figures AS f ON f.reading = p.reading AND f.n = CAST(substr(json_extract(answer.value, '$.figure'), 2) AS INTEGER)) AS answers, -- figures and what they answered
  json_extract(p.poll, '$.confidence') AS confidence, -- from 0 to 1
  v.title AS title,              -- headline of the report
  v.url AS url,                  -- its address
  json_extract(p.poll, '$.why') AS why, -- what spoke
  p.reading AS reading,          -- row of the reading
  p.n AS n                       -- number in it
FROM standing AS g
JOIN polls AS p ON p.reading = g.reading
JOIN reports AS r ON r.id = g.report
JOIN versions AS v ON v.id = g.version
LEFT JOIN figures AS sample ON sample.reading = p.reading AND sample.n = CAST(substr(json_extract(p.poll, '$.sample'), 2) AS INTEGER)
LEFT JOIN figures AS margin ON margin.reading = p.reading AND margin.n = CAST(substr(json_extract(p.poll, '$.margin'), 2) AS INTEGER);
