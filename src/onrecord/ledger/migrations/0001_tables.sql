-- The tables of a ledger. Rows are added, never changed; what may change is derived (0002).
-- Places are counted in characters (code points) of versions.text: start, end stand for [start, end).
-- confidence is in hundredths: 87 stands for 0.87. A list is a JSON array, NULL where it is empty.
-- An id such as S3 of a record is the row with n = 3 of the table attributions.

CREATE TABLE runs (              -- one command that added to the ledger
  id       INTEGER PRIMARY KEY,  -- counts from 1
  command  TEXT NOT NULL,        -- what was asked: add, reread, import, watch
  version  TEXT NOT NULL,        -- version of onrecord that read
  settings TEXT NOT NULL,        -- hash of what else decides what is read: knowledge, weights, own actors
  started  TEXT NOT NULL         -- UTC, ISO 8601
);

CREATE TABLE endings (           -- how a run ended; a run without one was interrupted
  run      INTEGER PRIMARY KEY REFERENCES runs, -- the run
  ended    TEXT NOT NULL,        -- UTC, ISO 8601
  summary  TEXT NOT NULL         -- JSON: what was added, skipped and why
);

CREATE TABLE reports (           -- one document, however often and in however many versions it came
  id       INTEGER PRIMARY KEY,  -- counts from 1, in the order of arrival
  name     TEXT NOT NULL UNIQUE, -- public id: twelve letters made of the key
  key      TEXT NOT NULL UNIQUE, -- what tells it from others: address, or the hash of the text that it came with first
  run      INTEGER NOT NULL REFERENCES runs -- the run that first met it
);

CREATE TABLE places (            -- where a report without an address lay: what lies there later is a version of it
  place    TEXT PRIMARY KEY,     -- a path, or a path and an id
  report   INTEGER NOT NULL REFERENCES reports -- the report
) WITHOUT ROWID;

CREATE TABLE versions (          -- one state of a report: its text and what came with it
  id       INTEGER PRIMARY KEY,  -- counts from 1, in the order of arrival
  name     TEXT NOT NULL UNIQUE, -- public id: twelve letters made of the report's key and all that follows
  report   INTEGER NOT NULL REFERENCES reports, -- the report
  hash     TEXT NOT NULL,        -- sha256: and the hash of the text in UTF-8
  ref      TEXT NOT NULL,        -- what the caller called it: a path, an address, an id
  url      TEXT,                 -- address
  title    TEXT,                 -- headline
  outlet   TEXT,                 -- who published it
  byline   TEXT,                 -- JSON: authors
  language TEXT,                 -- ISO 639-1
  published TEXT,                -- ISO date, never more precise than known
  published_basis TEXT NOT NULL, -- given, metadata, text or unknown
  dateline TEXT,                 -- place of the dateline
  seen     TEXT,                 -- when it was so: fetched, archived or published to the minute; UTC; NULL if not known
  page     TEXT,                 -- JSON: quadruples that lead from the text to the page; NULL for plain text
  run      INTEGER NOT NULL REFERENCES runs, -- the run that brought it
  added    TEXT NOT NULL,        -- UTC, ISO 8601
  text     TEXT NOT NULL         -- the raw text that every place counts in
);
CREATE INDEX versions_report ON versions (report);
CREATE INDEX versions_hash ON versions (substr(hash, 8, 16));

CREATE TABLE readings (          -- one version as one run read it; its facts are the rows of that reading
  id       INTEGER PRIMARY KEY,  -- counts from 1
  version  INTEGER NOT NULL REFERENCES versions, -- what was read
  run      INTEGER NOT NULL REFERENCES runs, -- the run that read it, and so the version of onrecord
  added    TEXT NOT NULL,        -- UTC, ISO 8601
  schema   TEXT NOT NULL         -- contract of the record: onrecord/1
);
CREATE INDEX readings_version ON readings (version);

CREATE TABLE sentences (
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- counts from 0, in the order of the text
  start    INTEGER NOT NULL,     -- first character
  end      INTEGER NOT NULL,     -- character after the last
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE entities (          -- an actor as one or more reports give it; several rows may share a key
  id       INTEGER PRIMARY KEY,  -- counts from 1
  key      TEXT,                 -- the same for what is taken for one actor across reports; NULL for somebody known in one report only
  name     TEXT NOT NULL,        -- fullest name in a report
  kind     TEXT NOT NULL,        -- person, organization, country, place, group or unknown
  country  TEXT,                 -- ISO 3166-1 alpha-3, or a body's own code
  sector   TEXT,                 -- PLOVER's list
  wikidata TEXT                  -- Wikidata id
);
CREATE INDEX entities_name ON entities (name);
CREATE INDEX entities_key ON entities (key) WHERE key IS NOT NULL;
CREATE INDEX entities_country ON entities (country) WHERE country IS NOT NULL;

CREATE TABLE offices (
  id       INTEGER PRIMARY KEY,  -- counts from 1
  title    TEXT NOT NULL,        -- title of the office
  body     TEXT,                 -- body that it belongs to
  basis    TEXT NOT NULL         -- text or knowledge
);
CREATE INDEX offices_title ON offices (title, body);

CREATE TABLE actors (            -- whoever acts or speaks in one report
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- the number in A1
  entity   INTEGER NOT NULL REFERENCES entities, -- name, kind, country, sector
  office   INTEGER REFERENCES offices, -- office held
  known    INTEGER NOT NULL,     -- 1 where the entity has a key, and so is somebody across reports
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;
CREATE INDEX actors_entity ON actors (entity, reading, n) WHERE known;

CREATE TABLE mentions (          -- where an actor is named, described or pointed at
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  actor    INTEGER NOT NULL,     -- n of the actor
  n        INTEGER NOT NULL,     -- counts from 0
  start    INTEGER NOT NULL,     -- first character
  end      INTEGER NOT NULL,     -- character after the last
  form     TEXT NOT NULL,        -- N name, D description (nominal) or P pronoun
  PRIMARY KEY (reading, actor, n)
) WITHOUT ROWID;

CREATE TABLE timexes (           -- expressions of time
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- the number in T1
  start    INTEGER NOT NULL,     -- first character
  end      INTEGER NOT NULL,     -- character after the last
  type     TEXT NOT NULL,        -- TIMEX3: DATE, TIME, DURATION or SET
  value    TEXT NOT NULL,        -- TIMEX3 value
  mod      TEXT,                 -- TIMEX3 modifier
  grain    TEXT,                 -- how fine it is
  earliest TEXT,                 -- first day that it allows
  latest   TEXT,                 -- last day that it allows
  utc      TEXT,                 -- moment in UTC of a time of day whose zone is known
  anchor   TEXT,                 -- what it counts from: published, or a time of this reading
  points   TEXT,                 -- past, present or future, where the clause decides
  words    TEXT,                 -- the words that decide it
  own      INTEGER,              -- 1 where it is the time of the verb itself
  relative TEXT,                 -- what the value is worked out from
  dates    TEXT,                 -- JSON: events and attributions that it dates
  confidence INTEGER NOT NULL,   -- hundredths
  text     TEXT,                 -- as printed, where that is not what stands at the place
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE reasons (           -- rules and entries of knowledge that spoke
  id       INTEGER PRIMARY KEY,  -- counts from 1
  why      TEXT NOT NULL UNIQUE  -- as in the record
);

CREATE TABLE figures (           -- quantities
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- the number in F1
  start    INTEGER NOT NULL,     -- first character
  end      INTEGER NOT NULL,     -- character after the last
  low,                           -- lowest value allowed; NULL: no bound
  high,                          -- highest value allowed; NULL: no bound
  unit     TEXT NOT NULL,        -- count, percent, money or a unit
  of       TEXT,                 -- what is counted, as printed
  of_start INTEGER,              -- its first character
  of_end   INTEGER,              -- the character after its last
  approximate INTEGER NOT NULL,  -- 1 where the text says that it is not exact
  kind     TEXT NOT NULL,        -- kind of quantity
  currency TEXT,                 -- ISO 4217
  si       TEXT,                 -- JSON: low, high, unit of the SI
  casualty TEXT,                 -- what became of those counted
  change   TEXT,                 -- JSON: the change that it is a part of
  against  INTEGER,              -- n of the figure on the other side of a score or ratio
  time     INTEGER,              -- n of the time at which it held
  told     TEXT,                 -- JSON: n of the attributions in whose content it stands, innermost first
  confidence INTEGER NOT NULL,   -- hundredths
  reason   INTEGER NOT NULL REFERENCES reasons, -- what spoke
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE attributions (      -- who is said to say what
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- the number in S1
  source_start INTEGER,          -- first character of the source; NULL where nobody is named
  source_end INTEGER,            -- character after its last
  head_start INTEGER,            -- head word of the source
  head_end INTEGER,              -- character after it
  actor    INTEGER,              -- n of the actor who is the source
  kind     TEXT NOT NULL,        -- kind of source
  anonymity TEXT,                -- named, partial or anonymous
  mention_start INTEGER,         -- the mention that tells who the source is
  mention_end INTEGER,           -- character after it
  cue_start INTEGER NOT NULL,    -- first character of the cue
  cue_end  INTEGER NOT NULL,     -- character after its last
  lemma    TEXT NOT NULL,        -- dictionary form of the cue
  content_start INTEGER NOT NULL, -- first character of the content
  content_end INTEGER NOT NULL,  -- character after its last
  parts    TEXT,                 -- JSON: source, cue and content span by span, where one has not one span
  quotation TEXT NOT NULL,       -- direct, indirect or mixed
  act      TEXT NOT NULL,        -- what the source does by saying it
  said     INTEGER,              -- n of the time at which it was said
  within   INTEGER,              -- n of the attribution in whose content it stands
  medium   TEXT,                 -- in what it was said
  origin   INTEGER,              -- n of the actor from whom the content comes
  relays   TEXT,                 -- JSON: n of the actors through whom it came, from the origin outwards
  negative INTEGER NOT NULL,     -- 1 where the polarity of the saying is negative
  status   TEXT NOT NULL,        -- whether it has been said
  hedge    TEXT,                 -- words that soften the cue
  confidence INTEGER NOT NULL,   -- hundredths
  reason   INTEGER NOT NULL REFERENCES reasons, -- what spoke
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE codes (             -- how events are coded, and their status; each combination once
  id       INTEGER PRIMARY KEY,  -- counts from 1
  type     TEXT,                 -- PLOVER type; NULL for an event of none
  deed     TEXT,                 -- PLOVER type of what is done
  mode     TEXT,                 -- PLOVER mode
  contexts TEXT,                 -- JSON: PLOVER contexts
  cameo    TEXT,                 -- CAMEO code, as text: 010 is not 10
  quad     TEXT,                 -- quad class
  goldstein REAL,                -- Goldstein score
  status   TEXT NOT NULL,        -- whether it happened, by the words of the report
  polarity TEXT NOT NULL         -- side that the status is on
);

CREATE TABLE events (            -- what is done, planned, possible or denied
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- the number in E1
  trigger_start INTEGER NOT NULL, -- first character of the word that names it
  trigger_end INTEGER NOT NULL,  -- character after its last
  start    INTEGER NOT NULL,     -- first character of its clause
  end      INTEGER NOT NULL,     -- character after its last
  code     INTEGER NOT NULL REFERENCES codes, -- type, mode, CAMEO, status
  actors   TEXT,                 -- JSON: n of those who act
  recipients TEXT,               -- JSON: n of those at whom the act is directed
  parties  TEXT,                 -- JSON: n of others who stand beside the act
  place    INTEGER,              -- n of the actor that is the place
  time     INTEGER,              -- n of the time
  figures  TEXT,                 -- JSON: n of the figures
  told     TEXT,                 -- JSON: n of the attributions in whose content it stands
  views    TEXT,                 -- JSON: n of an attribution and the status in its words, pair by pair;
                                 -- NULL where all in told tell it with the status of the report
  background INTEGER NOT NULL,   -- 1 for history
  confidence INTEGER NOT NULL,   -- hundredths
  reason   INTEGER NOT NULL REFERENCES reasons, -- what spoke
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE polls (
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- the number in P1
  poll     TEXT NOT NULL,        -- JSON: as in the record
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE relays (            -- through whom the whole report came
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- counts from 0
  actor    INTEGER NOT NULL,     -- n of the actor
  role     TEXT NOT NULL,        -- outlet, wire, byline or agency-input
  start    INTEGER,              -- where the text says so
  end      INTEGER,              -- character after it
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE links (             -- how two facts stand to each other
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- counts from 0
  source   TEXT NOT NULL,        -- id of the fact that it starts at
  target   TEXT NOT NULL,        -- id of the fact that it leads to
  relation TEXT NOT NULL,        -- how the first stands to the second
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE notes (             -- what a reader should know about some characters
  reading  INTEGER NOT NULL REFERENCES readings, -- the reading
  n        INTEGER NOT NULL,     -- counts from 0
  start    INTEGER NOT NULL,     -- first character
  end      INTEGER NOT NULL,     -- character after the last
  note     TEXT NOT NULL,        -- the note
  PRIMARY KEY (reading, n)
) WITHOUT ROWID;

CREATE TABLE judgements (        -- what people say over what the machine read; undone by a further row
  id       INTEGER PRIMARY KEY,  -- counts from 1
  made     TEXT NOT NULL,        -- UTC, ISO 8601
  author   TEXT NOT NULL,        -- who judges
  verdict  TEXT NOT NULL,        -- accept, reject, set, merge, split, link, unlink, withdraw, restore, forget or undo
  target   TEXT NOT NULL,        -- public id of a fact, report or actor; of an undo the judgement's number
  "values" TEXT,                 -- JSON: what is set, or what is merged into what
  why      TEXT                  -- the reason given
);
CREATE INDEX judgements_target ON judgements (target);

CREATE TABLE sources (           -- files and addresses that were taken in, so that they are not taken again
  ref      TEXT PRIMARY KEY,     -- path, path and place in it, or address
  mark     TEXT,                 -- what changes if the source may have changed: size and time of a file
  validators TEXT,               -- JSON: what a server gave by which it can be asked for changes
  run      INTEGER NOT NULL REFERENCES runs -- the run that took it last
) WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 ( -- full text of all versions
  title, text, content = 'versions', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
