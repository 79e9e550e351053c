CREATE TABLE linker (            -- what made the links: one row, none before the first report is linked
  mark     TEXT NOT NULL         -- version of onrecord, and a hash of its rules and tables
);
