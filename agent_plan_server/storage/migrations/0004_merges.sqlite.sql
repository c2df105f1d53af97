-- Where the work of a task went. A row is written once its commit is on the branch where all work comes together.
CREATE TABLE merges (
  id INTEGER PRIMARY KEY,
  plan_id INTEGER NOT NULL REFERENCES plans(id),
  task_id INTEGER NOT NULL REFERENCES tasks(id),
  claim_id INTEGER NOT NULL REFERENCES claims(id),
  tip TEXT NOT NULL,                         -- the commit of the task's branch
  into_branch TEXT NOT NULL,
  merge_commit TEXT NOT NULL,
  merged_by TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX merges_task ON merges(task_id);

-- What merging two commits gives: it follows from nothing else, so it is found out once.
CREATE TABLE merge_probes (
  ours TEXT NOT NULL,
  theirs TEXT NOT NULL,
  is_clean INTEGER NOT NULL,
  files TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (ours, theirs)
) STRICT, WITHOUT ROWID;

-- Absent: the branch that the repository calls its own.
ALTER TABLE plans ADD COLUMN integration_branch TEXT;
