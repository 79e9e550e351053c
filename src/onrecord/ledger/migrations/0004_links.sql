-- What reports have in common (docs/linking.md). All of it is derived from the reports that stand and can be made
-- again: onrecord link --all. A report stands here by its number in `reports`; a fact by its reading and its id there.

CREATE TABLE unlinked (          -- reports that are new or changed, and not linked yet
  report   INTEGER PRIMARY KEY   -- the report; it may be gone from `reports` meanwhile
);

CREATE TABLE signatures (        -- what a report is compared by to find its story
  report   INTEGER PRIMARY KEY,  -- the report
  signature BLOB NOT NULL,       -- its day and its rare words as numbers, with their weights
  keys     BLOB NOT NULL         -- its keys in story_keys, four bytes each
);

CREATE TABLE story_keys (        -- by which reports are looked up that may belong to the story of another
  key      INTEGER NOT NULL,     -- a hash of 32 bits
  report   INTEGER NOT NULL,     -- the report
  PRIMARY KEY (key, report)
) WITHOUT ROWID;

CREATE TABLE likenesses (        -- reports that are so much alike that they belong together, each pair both ways
  report   INTEGER NOT NULL,     -- one report
  other    INTEGER NOT NULL,     -- another
  likeness REAL NOT NULL,        -- cosine of their words, 0 to 1, less for days between
  PRIMARY KEY (report, other)
) WITHOUT ROWID;

CREATE TABLE stories (           -- reports about one thing; a report that belongs to no other has none here
  id       INTEGER PRIMARY KEY,  -- counts from 1
  name     TEXT NOT NULL UNIQUE, -- public id: that of its first report
  title    TEXT NOT NULL,        -- headline of its first report
  first    TEXT,                 -- day of its first report
  last     TEXT,                 -- day of its last
  reports  INTEGER NOT NULL,     -- how many reports
  outlets  INTEGER NOT NULL,     -- how many outlets
  links    BLOB NOT NULL         -- the whole story as JSON (model/across.py), compressed with Zstandard
);
CREATE INDEX stories_last ON stories (last);

CREATE TABLE story_reports (
  report   INTEGER PRIMARY KEY,  -- the report
  story    INTEGER NOT NULL REFERENCES stories -- its story
);
CREATE INDEX story_reports_story ON story_reports (story);

CREATE TABLE copies (            -- text that two reports share
  story    INTEGER NOT NULL REFERENCES stories, -- their story
  original INTEGER NOT NULL,     -- the report that had it first, as far as dates and credits tell
  copy     INTEGER NOT NULL,     -- the other
  scale    TEXT NOT NULL,        -- whole or part
  directed INTEGER NOT NULL,     -- 0 where nothing tells which was first
  PRIMARY KEY (story, original, copy)
) WITHOUT ROWID;
CREATE INDEX copies_copy ON copies (copy);

CREATE TABLE happenings (        -- the same event in several places: its mentions
  story    INTEGER NOT NULL REFERENCES stories, -- the story
  n        INTEGER NOT NULL,     -- number of the event in the story, from 0
  reading  INTEGER NOT NULL,     -- reading that mentions it
  event    INTEGER NOT NULL,     -- n of the event there
  PRIMARY KEY (story, n, reading, event)
) WITHOUT ROWID;
CREATE INDEX happenings_event ON happenings (reading, event);

CREATE TABLE claims (            -- what is said in a story, by one or by several
  story    INTEGER NOT NULL REFERENCES stories, -- the story
  n        INTEGER NOT NULL,     -- number of the claim in the story, from 0
  low      INTEGER NOT NULL,     -- origins that are certainly separate
  high     INTEGER NOT NULL,     -- origins at most
  grade    INTEGER NOT NULL,     -- credibility proposed, 1 to 6 of the NATO Admiralty grid
  said     INTEGER NOT NULL,     -- how many statements
  against  INTEGER NOT NULL,     -- how many against it
  PRIMARY KEY (story, n)
) WITHOUT ROWID;

CREATE TABLE sayings (           -- the statements of a claim
  story    INTEGER NOT NULL REFERENCES stories, -- the story
  claim    INTEGER NOT NULL,     -- n of the claim
  reading  INTEGER NOT NULL,     -- reading in which it stands
  fact     TEXT NOT NULL,        -- its id there, such as S3
  root     INTEGER,              -- number of its origin in the claim, from 0
  PRIMARY KEY (story, claim, reading, fact)
) WITHOUT ROWID;
CREATE INDEX sayings_fact ON sayings (reading, fact);

CREATE TABLE contradictions (    -- two statements that cannot both hold
  story    INTEGER NOT NULL REFERENCES stories, -- the story
  n        INTEGER NOT NULL,     -- number in the story, from 0
  kind     TEXT NOT NULL,        -- figure, status, act, place or date
  reading  INTEGER NOT NULL,     -- reading of the first
  fact     TEXT NOT NULL,        -- its id there
  other_reading INTEGER NOT NULL, -- reading of the second
  other_fact TEXT NOT NULL,      -- its id there
  why      TEXT NOT NULL,        -- in words
  PRIMARY KEY (story, n)
) WITHOUT ROWID;

CREATE TABLE stances (           -- sources that spoke of one matter on several days
  story    INTEGER NOT NULL REFERENCES stories, -- the story
  n        INTEGER NOT NULL,     -- number in the story, from 0
  source   TEXT NOT NULL,        -- who
  about    TEXT NOT NULL,        -- words of the matter
  steps    INTEGER NOT NULL,     -- how many steps
  changed  INTEGER NOT NULL,     -- 1 where the source changed its side
  first    TEXT,                 -- day of the first step
  last     TEXT,                 -- day of the last
  PRIMARY KEY (story, n)
) WITHOUT ROWID;
CREATE INDEX stances_source ON stances (source);

CREATE TABLE reliability (       -- how reliable the user holds a source to be: rows are added, the last one holds
  id       INTEGER PRIMARY KEY,  -- counts from 1
  source   TEXT NOT NULL,        -- the source, by name
  grade    TEXT NOT NULL,        -- A to F of the NATO Admiralty grid; empty: taken back
  author   TEXT NOT NULL,        -- who says so
  made     TEXT NOT NULL,        -- UTC, ISO 8601
  why      TEXT                  -- reason
);
CREATE INDEX reliability_source ON reliability (source);

INSERT INTO unlinked SELECT report FROM standing;
