-- What is derived from the tables of 0001 and can be made again from them at any time:
-- which reading stands, and for asking, one narrow row for each event and statement that stands.
-- Judgements are worked in.

CREATE TABLE standing (          -- the reading that stands for each report: newest version, newest run
  reading  INTEGER PRIMARY KEY REFERENCES readings, -- the reading
  version  INTEGER NOT NULL REFERENCES versions, -- its version
  report   INTEGER NOT NULL UNIQUE REFERENCES reports, -- its report; a withdrawn report has no row
  published TEXT,                -- ISO date
  outlet   TEXT                  -- who published it
);
CREATE INDEX standing_version ON standing (version);
CREATE INDEX standing_published ON standing (published, reading);

CREATE TABLE judged (            -- facts of standing readings that a judgement stands over
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  letter   TEXT NOT NULL,        -- A actor, E event, F figure, S attribution, T time
  n        INTEGER NOT NULL,     -- number of the fact
  verdict  TEXT NOT NULL,        -- accept, reject, set or merge: the last that holds; follows: other for a judgement elsewhere
  "values" TEXT,                 -- JSON: keys of the record that are other than the machine has them
  judgement INTEGER NOT NULL REFERENCES judgements, -- the last judgement
  PRIMARY KEY (reading, letter, n)
) WITHOUT ROWID;

CREATE TABLE identities (        -- keys of actors that people merged or split
  key      TEXT PRIMARY KEY,     -- key of an entity
  stands_for TEXT NOT NULL,      -- key of the actor that it is taken for
  judgement INTEGER NOT NULL REFERENCES judgements -- the judgement
) WITHOUT ROWID;

CREATE TABLE deeds (             -- events of a PLOVER type that stand: a row for each pair of actor and recipient
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  event    INTEGER NOT NULL,     -- n of the event
  n        INTEGER NOT NULL,     -- counts the pairs from 0
  day      TEXT,                 -- first day that the time of the event allows, else day of publication
  last     TEXT,                 -- last day that the time allows
  dated    INTEGER NOT NULL,     -- 1 where the text dates the event, 0 where the day is that of publication
  type     TEXT NOT NULL,        -- PLOVER type
  mode     TEXT,                 -- PLOVER mode
  cameo    TEXT,                 -- CAMEO code
  quad     TEXT,                 -- quad class
  goldstein REAL,                -- Goldstein score
  status   TEXT NOT NULL,        -- status
  actor    INTEGER REFERENCES entities, -- who acts
  actor_country TEXT,            -- its country
  recipient INTEGER REFERENCES entities, -- at whom
  recipient_country TEXT,        -- its country
  place    INTEGER REFERENCES entities, -- where
  confidence INTEGER NOT NULL,   -- hundredths
  background INTEGER NOT NULL,   -- 1 for history
  PRIMARY KEY (reading, event, n)
) WITHOUT ROWID;
CREATE INDEX deeds_type ON deeds (type, status, day, n, reading, event);
CREATE INDEX deeds_day ON deeds (day, n, reading, event);
CREATE INDEX deeds_dyad ON deeds (actor_country, recipient_country, day, n, type, goldstein, status);
CREATE INDEX deeds_recipient ON deeds (recipient_country, day, n) WHERE recipient_country IS NOT NULL;
CREATE INDEX deeds_actor ON deeds (actor, day) WHERE actor IS NOT NULL;
CREATE INDEX deeds_at ON deeds (recipient, day) WHERE recipient IS NOT NULL;

CREATE TABLE statements (        -- attributions that stand
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  attribution INTEGER NOT NULL,  -- n of the attribution
  day      TEXT,                 -- first day on which it can have been said, else day of publication
  dated    INTEGER NOT NULL,     -- 1 where the text dates the statement
  act      TEXT NOT NULL,        -- what the source does by saying it
  kind     TEXT NOT NULL,        -- kind of source
  source   INTEGER REFERENCES entities, -- who says it
  country  TEXT,                 -- country of the source
  confidence INTEGER NOT NULL,   -- hundredths
  PRIMARY KEY (reading, attribution)
) WITHOUT ROWID;
CREATE INDEX statements_day ON statements (day, reading, attribution);
CREATE INDEX statements_source ON statements (source, day) WHERE source IS NOT NULL;
CREATE INDEX statements_country ON statements (country, day) WHERE country IS NOT NULL;
