-- Every statement of the program, in portable SQL: named parameters, times passed in, JSON as opaque text.
-- A statement is found by its name; the line below it says what it is for.
-- `LIMIT :limit + 0`: SQLite prepares a statement afresh at every call when its LIMIT is a bare parameter (10 to 50 µs).
-- `ORDER BY +c.id`: a bare c.id makes SQLite walk every claim ever made, to have the few live ones in order.

-- ---------------------------------------------------------------- store and clock

-- name: find_setting
-- One fact about the store itself.
SELECT value FROM store WHERE key = :key;

-- name: put_setting
-- Set one fact about the store itself.
INSERT INTO store (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: find_high_water
-- The latest moment on the lease clock that anything in the store has seen.
SELECT max(moment) AS moment FROM (
  SELECT (SELECT clock FROM events ORDER BY seq DESC LIMIT 1) AS moment
  UNION ALL SELECT max(expires_clock - lease_ms) FROM claims WHERE ended_at IS NULL
) AS moments;

-- name: grant_lease_to_all
-- After a reboot every live claim gets one whole lease.
UPDATE claims SET expires_clock = CASE WHEN expires_clock < :clock + lease_ms THEN :clock + lease_ms ELSE expires_clock END
WHERE ended_at IS NULL;

-- ---------------------------------------------------------------- events

-- name: find_last_event
-- The end of the history: its number and its hash.
SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1;

-- name: insert_event
-- Add one line to the history.
INSERT INTO events (at, clock, plan_id, task_id, actor, kind, payload, hash)
VALUES (:at, :clock, :plan, :task, :actor, :kind, :payload, :hash) RETURNING seq;

-- name: find_unusual_event
-- The first line after a number that may have widened what a live claim holds: all but these.
SELECT seq FROM events WHERE seq > :after AND kind NOT IN (
  'task_claimed', 'task_completed', 'task_released', 'note_posted', 'message_sent', 'phase_closed', 'agent_registered') LIMIT 1;

-- name: list_events
-- The history after a number, oldest first.
SELECT e.*, t.key AS task_key FROM events e LEFT JOIN tasks t ON t.id = e.task_id
WHERE e.seq > :after AND (:plan IS NULL OR e.plan_id = :plan OR e.plan_id IS NULL) ORDER BY e.seq LIMIT :limit + 0;

-- name: list_last_events
-- The newest lines of the history, newest first.
SELECT e.*, t.key AS task_key FROM events e LEFT JOIN tasks t ON t.id = e.task_id
WHERE :plan IS NULL OR e.plan_id = :plan OR e.plan_id IS NULL ORDER BY e.seq DESC LIMIT :limit + 0;

-- name: list_task_events
-- The history of one task after a number, oldest first.
SELECT e.*, t.key AS task_key FROM events e JOIN tasks t ON t.id = e.task_id
WHERE e.task_id = :task AND e.seq > :after ORDER BY e.seq LIMIT :limit + 0;

-- name: list_last_task_events
-- The newest lines of the history of one task, newest first.
SELECT e.*, t.key AS task_key FROM events e JOIN tasks t ON t.id = e.task_id
WHERE e.task_id = :task ORDER BY e.seq DESC LIMIT :limit + 0;

-- name: list_events_of_kind
-- Lines of one kind within a part of the history, oldest first.
SELECT e.*, t.key AS task_key FROM events e LEFT JOIN tasks t ON t.id = e.task_id
WHERE e.seq > :after AND e.seq <= :until AND e.kind = :kind AND e.plan_id = :plan ORDER BY e.seq LIMIT :limit + 0;

-- name: list_last_events_of_kind
-- The newest lines of one kind, newest first.
SELECT e.*, t.key AS task_key FROM events e LEFT JOIN tasks t ON t.id = e.task_id
WHERE e.kind = :kind AND e.plan_id = :plan ORDER BY e.seq DESC LIMIT :limit + 0;

-- name: list_events_before
-- The history of a plan or of one task before a number, newest first.
SELECT e.*, t.key AS task_key FROM events e LEFT JOIN tasks t ON t.id = e.task_id
WHERE e.seq < :before AND (e.plan_id = :plan OR e.plan_id IS NULL) AND (:task IS NULL OR e.task_id = :task)
ORDER BY e.seq DESC LIMIT :limit + 0;

-- name: count_events_by_kind
-- How many lines of each kind a part of the history has.
SELECT kind, count(*) AS events FROM events WHERE seq > :after AND seq <= :until AND plan_id = :plan GROUP BY kind;

-- name: count_events
-- How many lines the history has, of a plan and of a task where they are given.
SELECT count(*) AS events FROM events
WHERE (:plan IS NULL OR plan_id = :plan OR plan_id IS NULL) AND (:task IS NULL OR task_id = :task);

-- name: list_last_notes_by_actor
-- The last note of each agent within a part of the history.
SELECT e.*, t.key AS task_key FROM events e LEFT JOIN tasks t ON t.id = e.task_id
WHERE e.seq IN (SELECT max(n.seq) FROM events n WHERE n.seq > :after AND n.seq <= :until AND n.kind = 'note_posted'
                AND n.plan_id = :plan GROUP BY n.actor)
ORDER BY e.actor LIMIT :limit + 0;

-- name: find_first_event_since
-- The first line of the history at or after a moment of wall time.
SELECT min(seq) AS seq FROM events WHERE at >= :at;

-- ---------------------------------------------------------------- plans

-- name: insert_plan
INSERT INTO plans (slug, title, goal, format, source, digest, imported_at)
VALUES (:slug, :title, :goal, :format, :source, :digest, :now) RETURNING id;

-- name: update_plan
-- A plan was read again.
UPDATE plans SET title = :title, goal = :goal, format = :format, source = :source, digest = :digest, imported_at = :now
WHERE id = :plan;

-- name: update_plan_digest
-- A plan was written back into its files.
UPDATE plans SET digest = :digest WHERE id = :plan;

-- name: put_plan_draft
INSERT INTO drafts (plan_id, draft) VALUES (:plan, :draft) ON CONFLICT (plan_id) DO UPDATE SET draft = excluded.draft;

-- name: find_plan_by_slug
SELECT id, slug, title, goal, format, source, digest, imported_at FROM plans WHERE slug = :slug;

-- name: find_plan
SELECT id, slug, title, goal, format, source, digest, imported_at FROM plans WHERE id = :plan;

-- name: list_plans
-- Newest first.
SELECT id, slug, title, goal, format, source, digest, imported_at FROM plans ORDER BY imported_at DESC, id DESC;

-- name: find_newest_plan
-- The one meant when nobody names one.
SELECT id, slug, title, goal, format, source, digest, imported_at FROM plans ORDER BY imported_at DESC, id DESC LIMIT 1;

-- name: find_plan_draft
-- The plan as it was imported.
SELECT draft FROM drafts WHERE plan_id = :plan;

-- ---------------------------------------------------------------- phases

-- name: insert_phase
INSERT INTO phases (plan_id, number, title, goal, position, estimate, estimate_minutes, actual, complexity)
VALUES (:plan, :number, :title, :goal, :position, :estimate, :estimate_minutes, :actual, :complexity) RETURNING id;

-- name: insert_phase_dependency
INSERT INTO phase_dependencies (phase_id, depends_on, stated) VALUES (:phase, :depends_on, :stated)
ON CONFLICT (phase_id, depends_on) DO NOTHING;

-- name: list_phases
SELECT * FROM phases WHERE plan_id = :plan ORDER BY position;

-- name: find_phase
SELECT * FROM phases WHERE id = :phase;

-- name: find_phase_by_number
SELECT * FROM phases WHERE plan_id = :plan AND number = :number;

-- name: list_phase_dependencies
-- What each phase of a plan waits for.
SELECT d.phase_id, d.depends_on, d.stated, p.number FROM phase_dependencies d JOIN phases p ON p.id = d.depends_on
WHERE p.plan_id = :plan ORDER BY d.phase_id, p.position;

-- name: rename_phase
UPDATE phases SET number = :number WHERE id = :phase;

-- name: revise_phase
UPDATE phases SET title = :title, goal = :goal, position = :position, estimate = :estimate,
                  estimate_minutes = :estimate_minutes, actual = :actual, complexity = :complexity WHERE id = :phase;

-- name: delete_phase_dependency
DELETE FROM phase_dependencies WHERE phase_id = :phase AND depends_on = :depends_on;

-- name: delete_inferred_phase_dependency
DELETE FROM phase_dependencies WHERE phase_id = :phase AND depends_on = :depends_on AND stated = 0;

-- name: list_phase_dependents
SELECT phase_id FROM phase_dependencies WHERE depends_on = :phase;

-- name: close_phase
-- Close a phase that is open and has nothing left to do; no row when it is not.
UPDATE phases SET closed_at = :now
WHERE id = :phase AND closed_at IS NULL AND blockers = 0
  AND NOT EXISTS (SELECT 1 FROM progress WHERE phase_id = :phase AND tasks > 0
                  AND state IN ('pending', 'in_progress', 'blocked', 'failed'))
RETURNING id;

-- name: reopen_phase
UPDATE phases SET closed_at = NULL WHERE id = :phase AND closed_at IS NOT NULL RETURNING id;

-- name: add_to_phase_blockers
UPDATE phases SET blockers = blockers + :by WHERE id = :phase;

-- name: add_to_blockers_of_phase_tasks
-- A phase before these tasks was finished or opened again.
UPDATE tasks SET blockers = blockers + :by WHERE phase_id = :phase RETURNING id, key, status, blockers;

-- ---------------------------------------------------------------- progress

-- name: insert_progress
-- Every phase has a row for every state from the start.
INSERT INTO progress (phase_id, state, tasks, minutes) VALUES (:phase, :state, 0, 0);

-- name: list_progress
SELECT p.number AS phase, g.state, g.tasks, g.minutes FROM progress g JOIN phases p ON p.id = g.phase_id
WHERE p.plan_id = :plan AND g.tasks > 0 AND g.state <> 'ready' ORDER BY p.position, g.state;

-- name: list_phase_figures
-- Every phase of a plan, a row for each state that any of its tasks is in; at least one, where it has no tasks.
SELECT p.number, p.title, p.position, p.blockers, p.closed_at, g.state, coalesce(g.tasks, 0), coalesce(g.minutes, 0)
FROM phases p LEFT JOIN progress g ON g.phase_id = p.id AND g.tasks > 0 WHERE p.plan_id = :plan ORDER BY p.position, g.state;

-- name: count_unfinished_tasks
-- How many tasks of a phase are left to do.
SELECT coalesce(sum(tasks), 0) AS tasks FROM progress
WHERE phase_id = :phase AND state IN ('pending', 'in_progress', 'blocked', 'failed');

-- name: count_progress
-- What `progress` should say, counted from the tasks.
SELECT phase_id, CASE WHEN status = 'completed' THEN proof ELSE status END AS state, count(*) AS tasks,
       sum(coalesce(estimate_minutes, 0)) AS minutes
FROM tasks WHERE plan_id = :plan GROUP BY 1, 2
UNION ALL
SELECT phase_id, 'ready', count(*), 0 FROM tasks WHERE plan_id = :plan AND status = 'pending' AND blockers = 0 GROUP BY 1;

-- name: clear_progress
-- Before a recount.
UPDATE progress SET tasks = 0, minutes = 0 WHERE phase_id IN (SELECT id FROM phases WHERE plan_id = :plan);

-- name: set_progress
-- One figure of a recount.
UPDATE progress SET tasks = :tasks, minutes = :minutes WHERE phase_id = :phase AND state = :state;

-- name: list_stored_progress
SELECT g.phase_id, g.state, g.tasks, g.minutes FROM progress g JOIN phases p ON p.id = g.phase_id
WHERE p.plan_id = :plan AND g.tasks > 0;

-- ---------------------------------------------------------------- tasks

-- name: insert_task
INSERT INTO tasks (plan_id, phase_id, key, title, body, position, status, proof, scope, estimate, estimate_minutes, owner, origin,
                   line, raw, heading_path)
VALUES (:plan, :phase, :key, :title, :body, :position, :status, :proof, :scope, :estimate, :estimate_minutes, :owner, :origin,
        :line, :raw, :heading_path) RETURNING id;

-- name: update_task_order
UPDATE tasks SET rank = :rank, place = :place WHERE id = :task;

-- name: set_task_blockers
UPDATE tasks SET blockers = :blockers WHERE id = :task;

-- name: find_task
SELECT t.*, p.number AS phase FROM tasks t JOIN phases p ON p.id = t.phase_id WHERE t.id = :task;

-- name: find_task_by_key
SELECT t.*, p.number AS phase FROM tasks t JOIN phases p ON p.id = t.phase_id WHERE t.plan_id = :plan AND t.key = :key;

-- name: list_tasks
SELECT t.*, p.number AS phase FROM tasks t JOIN phases p ON p.id = t.phase_id WHERE t.plan_id = :plan ORDER BY p.position, t.position;

-- name: list_phase_tasks
SELECT t.*, p.number AS phase FROM tasks t JOIN phases p ON p.id = t.phase_id
WHERE t.phase_id = :phase AND t.position >= :after ORDER BY t.position LIMIT :limit + 0;

-- name: list_stopped_tasks
-- Tasks in a state that waits for people; the list of states makes the partial index apply.
SELECT t.*, p.number AS phase FROM tasks t JOIN phases p ON p.id = t.phase_id
WHERE t.plan_id = :plan AND t.status IN ('proposed', 'blocked', 'failed') AND t.status = :status ORDER BY t.place LIMIT :limit + 0;

-- name: search_tasks
-- Tasks whose key, title or body holds a text; the text comes lower-cased and with its wildcards escaped.
SELECT t.*, p.number AS phase FROM tasks t JOIN phases p ON p.id = t.phase_id
WHERE t.plan_id = :plan AND (lower(t.key) LIKE :pattern ESCAPE '\' OR lower(t.title) LIKE :pattern ESCAPE '\'
                             OR lower(t.body) LIKE :pattern ESCAPE '\')
ORDER BY p.position, t.position LIMIT :limit + 0 OFFSET :after + 0;

-- name: list_keys
-- Keys of a plan that begin with a text, in plan order.
SELECT key FROM tasks WHERE plan_id = :plan AND substr(key, 1, length(:start)) = :start ORDER BY place LIMIT :limit + 0;

-- name: rename_task
UPDATE tasks SET key = :key WHERE id = :task;

-- name: revise_task
-- What people may change about a task; its state and its history are not among it.
UPDATE tasks SET title = :title, body = :body, scope = :scope, estimate = :estimate,
                 estimate_minutes = :estimate_minutes, owner = :owner WHERE id = :task;

-- name: insert_former_key
-- The claims that were made under a key keep their names.
INSERT INTO former_keys (key, task_id) VALUES (:key, :task) ON CONFLICT (key, task_id) DO NOTHING;

-- name: relocate_task
-- Put a task into a phase, at a place in it.
UPDATE tasks SET phase_id = :phase, position = :position WHERE id = :task;

-- name: set_task_revised
-- What is asked of a task was changed by this event.
UPDATE tasks SET revised_seq = :seq WHERE id = :task;

-- name: list_ready_tasks
-- The next tasks with nothing in front, best first; paged by the one ordering column.
SELECT id, key, scope, place FROM tasks
WHERE plan_id = :plan AND status = 'pending' AND blockers = 0 AND place > :after ORDER BY place LIMIT :limit + 0;

-- name: count_ready_tasks
-- At the price of the number of phases.
SELECT coalesce(sum(g.tasks), 0) AS tasks FROM progress g JOIN phases p ON p.id = g.phase_id
WHERE p.plan_id = :plan AND g.state = 'ready';

-- name: find_path_start
-- Where the longest remaining path of a plan begins, among what can be worked on: ready, held, or stopped.
SELECT t.id, t.key, t.place FROM tasks t WHERE t.id = (
  SELECT r.id FROM tasks r WHERE r.plan_id = :plan AND r.status = 'pending' AND r.blockers = 0 ORDER BY r.place LIMIT 1)
UNION ALL
SELECT t.id, t.key, t.place FROM claims c JOIN tasks t ON t.id = c.task_id WHERE c.ended_at IS NULL AND c.plan_id = :plan
UNION ALL
SELECT t.id, t.key, t.place FROM tasks t
WHERE t.plan_id = :plan AND t.status IN ('proposed', 'blocked', 'failed') AND t.status <> 'proposed'
ORDER BY place LIMIT 1;

-- name: find_path_next
-- The task that follows another on the longest remaining path; no row when the way goes through the end of its phase.
SELECT t.id, t.key FROM dependencies d JOIN tasks t ON t.id = d.task_id JOIN tasks b ON b.id = d.depends_on
WHERE d.depends_on = :task AND t.status NOT IN ('completed', 'skipped', 'proposed')
  AND t.rank >= b.rank - coalesce(b.estimate_minutes, :default) ORDER BY t.place LIMIT 1;

-- name: list_phases_behind
-- Numbers of the phases that wait for the phase of a task.
SELECT p.number FROM tasks t JOIN phase_dependencies d ON d.depends_on = t.phase_id JOIN phases p ON p.id = d.phase_id
WHERE t.id = :task ORDER BY p.position;

-- name: find_first_unfinished_position
-- Where in a phase the work that is left begins.
SELECT position FROM tasks WHERE phase_id = :phase AND status NOT IN ('completed', 'skipped') ORDER BY position LIMIT 1;

-- name: find_last_position
-- Where in a phase its last task stands.
SELECT position FROM tasks WHERE phase_id = :phase ORDER BY position DESC LIMIT 1;

-- name: count_search
-- How many tasks `search_tasks` can find.
SELECT count(*) AS tasks FROM tasks t
WHERE t.plan_id = :plan AND (lower(t.key) LIKE :pattern ESCAPE '\' OR lower(t.title) LIKE :pattern ESCAPE '\'
                             OR lower(t.body) LIKE :pattern ESCAPE '\');

-- name: start_task
-- Raise the number of a ready task, or of one that is taken over from a claim that has just ended; no row when somebody was
-- faster. It is in progress from then on. The name of its plan comes along, unless that is the first of the store.
UPDATE tasks SET status = 'in_progress', attempts = attempts + 1
WHERE id = :task AND status = :old AND blockers = 0 RETURNING plan_id, key, title, estimate_minutes, attempts,
  (SELECT p.slug FROM plans p WHERE p.id = tasks.plan_id AND p.id > (SELECT min(id) FROM plans)) AS later_plan;

-- name: move_task
-- Change the status of a task that is in the expected one; no row when it is not.
UPDATE tasks SET status = :new, proof = :proof WHERE id = :task AND status = :old RETURNING phase_id;

-- name: add_task_failure
UPDATE tasks SET failures = failures + 1 WHERE id = :task RETURNING failures;

-- name: add_to_blockers_of_dependents
-- A task was finished (-1) or opened again (+1): those that wait for it have one blocker less or more.
UPDATE tasks SET blockers = blockers + :by WHERE id IN (SELECT task_id FROM dependencies WHERE depends_on = :task)
RETURNING id, key, status, blockers;

-- name: add_to_blockers_of_decision
UPDATE tasks SET blockers = blockers + :by WHERE id IN (SELECT task_id FROM decision_tasks WHERE decision_id = :decision)
RETURNING id, key, status, blockers;

-- name: count_blockers
-- What `blockers` should say for every task of a plan, or for one, counted from what is in front.
SELECT t.id, t.key, t.blockers,
  (SELECT count(*) FROM dependencies d JOIN tasks b ON b.id = d.depends_on
   WHERE d.task_id = t.id AND b.status NOT IN ('completed', 'skipped'))
  + (SELECT count(*) FROM phase_dependencies d JOIN phases b ON b.id = d.depends_on
     WHERE d.phase_id = t.phase_id AND b.closed_at IS NULL)
  + (SELECT count(*) FROM decision_tasks w JOIN decisions q ON q.id = w.decision_id
     WHERE w.task_id = t.id AND q.is_open = 1) AS counted
FROM tasks t WHERE t.plan_id = :plan AND (:task IS NULL OR t.id = :task);

-- name: count_phase_blockers
SELECT p.id, p.number, p.blockers,
  (SELECT count(*) FROM phase_dependencies d JOIN phases b ON b.id = d.depends_on
   WHERE d.phase_id = p.id AND b.closed_at IS NULL) AS counted
FROM phases p WHERE p.plan_id = :plan;

-- name: set_phase_blockers
UPDATE phases SET blockers = :blockers WHERE id = :phase;

-- ---------------------------------------------------------------- steps and dependencies

-- name: insert_step
INSERT INTO steps (task_id, position, text, done) VALUES (:task, :position, :text, :done);

-- name: list_steps
SELECT position, text, done FROM steps WHERE task_id = :task ORDER BY position;

-- name: finish_step
UPDATE steps SET done = 1 WHERE task_id = :task AND position = :position RETURNING position;

-- name: list_plan_steps
SELECT s.* FROM steps s JOIN tasks t ON t.id = s.task_id WHERE t.plan_id = :plan ORDER BY s.task_id, s.position;

-- name: insert_dependency
INSERT INTO dependencies (task_id, depends_on, stated) VALUES (:task, :depends_on, :stated)
ON CONFLICT (task_id, depends_on) DO NOTHING;

-- name: delete_steps
DELETE FROM steps WHERE task_id = :task;

-- name: delete_dependency
DELETE FROM dependencies WHERE task_id = :task AND depends_on = :depends_on;

-- name: delete_inferred_dependency
DELETE FROM dependencies WHERE task_id = :task AND depends_on = :depends_on AND stated = 0;

-- name: list_dependencies
-- What a task waits for, with the state of each.
SELECT b.key, b.status, d.stated FROM dependencies d JOIN tasks b ON b.id = d.depends_on WHERE d.task_id = :task ORDER BY b.place;

-- name: list_dependents
-- Who waits for a task.
SELECT t.key, t.status, d.stated FROM dependencies d JOIN tasks t ON t.id = d.task_id WHERE d.depends_on = :task ORDER BY t.place;

-- name: list_plan_dependencies
SELECT d.task_id, d.depends_on, d.stated, b.key FROM dependencies d JOIN tasks b ON b.id = d.depends_on
WHERE b.plan_id = :plan ORDER BY d.task_id, b.position;

-- ---------------------------------------------------------------- criteria, evidence, entries

-- name: insert_criterion
INSERT INTO criteria (plan_id, phase_id, task_id, kind, text, path, state, line)
VALUES (:plan, :phase, :task, :kind, :text, :path, :state, :line) RETURNING id;

-- name: list_task_criteria
SELECT c.*, p.number AS phase, t.key AS task FROM criteria c LEFT JOIN phases p ON p.id = c.phase_id LEFT JOIN tasks t ON t.id = c.task_id
WHERE c.task_id = :task ORDER BY c.id;

-- name: list_phase_criteria
-- The criteria of a phase itself, not those of its tasks.
SELECT c.*, p.number AS phase, NULL AS task FROM criteria c JOIN phases p ON p.id = c.phase_id
WHERE c.phase_id = :phase AND c.task_id IS NULL ORDER BY c.id LIMIT :limit + 0;

-- name: list_plan_criteria
SELECT c.*, p.number AS phase, t.key AS task FROM criteria c LEFT JOIN phases p ON p.id = c.phase_id LEFT JOIN tasks t ON t.id = c.task_id
WHERE c.plan_id = :plan ORDER BY c.id;

-- name: set_criterion_state
UPDATE criteria SET state = :state WHERE id = :criterion;

-- name: move_criterion
-- The criterion is of another task now.
UPDATE criteria SET task_id = :task, phase_id = :phase WHERE id = :criterion;

-- name: insert_evidence
INSERT INTO evidence (criterion_id, claim_id, author, tier, text, at) VALUES (:criterion, :claim, :author, :tier, :text, :now);

-- name: list_task_evidence
SELECT e.*, t.key AS task FROM evidence e JOIN criteria c ON c.id = e.criterion_id LEFT JOIN tasks t ON t.id = c.task_id
WHERE c.task_id = :task ORDER BY e.id;

-- name: insert_entry
INSERT INTO entries (plan_id, phase_id, kind, text, fields, line) VALUES (:plan, :phase, :kind, :text, :fields, :line);

-- name: delete_entry
DELETE FROM entries WHERE id = :entry;

-- name: list_entries
SELECT e.*, p.number AS phase FROM entries e LEFT JOIN phases p ON p.id = e.phase_id
WHERE e.plan_id = :plan ORDER BY e.id LIMIT :limit + 0;

-- name: list_entries_of_kind
SELECT e.*, p.number AS phase FROM entries e LEFT JOIN phases p ON p.id = e.phase_id
WHERE e.plan_id = :plan AND e.kind = :kind ORDER BY e.id LIMIT :limit + 0;

-- ---------------------------------------------------------------- agents and sessions

-- name: insert_agent
-- Register an agent; no row when the name is taken.
INSERT INTO agents (name, principal, client, client_session, session, registered_at, last_seen_at, told_at, read_message)
VALUES (:name, :principal, :client, :client_session, :session, :now, :now, :now, (SELECT coalesce(max(id), 0) FROM messages))
ON CONFLICT (name) DO NOTHING RETURNING id;

-- name: find_agent
SELECT * FROM agents WHERE name = :name;

-- name: find_agent_with_news
-- The agent, when there is a message, an answer, a lapsing claim or a revised task to tell it of: most replies have none, and pay for this alone.
SELECT a.* FROM agents a WHERE a.name = :name AND (
  EXISTS (SELECT 1 FROM messages m
          WHERE m.id > a.read_message AND (m.recipient_id = a.id OR m.recipient_id IS NULL) AND m.sender <> a.name)
  OR EXISTS (SELECT 1 FROM claims c WHERE c.agent_id = a.id AND c.ended_at IS NULL AND c.paused_clock IS NULL
             AND c.expires_clock - :clock < c.lease_ms / :part)
  OR EXISTS (SELECT 1 FROM claims c JOIN tasks t ON t.id = c.task_id
             WHERE c.agent_id = a.id AND c.ended_at IS NULL AND t.revised_seq > c.told_seq)
  OR EXISTS (SELECT 1 FROM decisions d WHERE d.decided_at > a.told_at AND d.decided_at >= :since AND d.decided_by <> a.name
             AND (d.asked_by = a.name
                  OR d.task_id IN (SELECT c.task_id FROM claims c WHERE c.agent_id = a.id AND c.ended_at IS NULL))));

-- name: find_agent_by_client_session
-- The agent that a client's session was given last.
SELECT * FROM agents WHERE client_session = :client_session AND principal = :principal ORDER BY last_seen_at DESC LIMIT 1;

-- name: list_agents
SELECT * FROM agents ORDER BY last_seen_at DESC LIMIT :limit + 0;

-- name: count_agents
SELECT count(*) AS agents FROM agents;

-- name: touch_agent
UPDATE agents SET last_seen_at = :now, session = coalesce(:session, session), client = coalesce(:client, client),
                  client_session = coalesce(:client_session, client_session)
WHERE id = :agent;

-- name: set_read_message
UPDATE agents SET read_message = :message WHERE id = :agent AND read_message < :message;

-- name: set_synced_seq
UPDATE agents SET synced_seq = :seq WHERE id = :agent AND synced_seq < :seq;

-- name: set_told_at
-- Up to here the agent knows which decisions were taken.
UPDATE agents SET told_at = :at WHERE id = :agent AND told_at < :at;

-- name: count_agents_seen
-- How many agents were heard of since a moment.
SELECT count(*) AS agents FROM agents WHERE last_seen_at >= :at;

-- name: insert_session
INSERT INTO sessions (pid, started_at) VALUES (:pid, :now) RETURNING id;

-- name: list_sessions
-- Server processes whose death nobody has noticed yet.
SELECT id, pid, started_at FROM sessions WHERE gone_clock IS NULL;

-- name: find_session
SELECT gone_clock FROM sessions WHERE id = :session;

-- name: set_session_gone
UPDATE sessions SET gone_clock = :clock WHERE id = :session AND gone_clock IS NULL;

-- ---------------------------------------------------------------- claims

-- name: insert_claim
-- The engine refuses a second live claim on the task.
INSERT INTO claims (plan_id, task_id, number, nonce, agent_id, session, scope, claimed_at, lease_ms, expires_clock, base_commit, branch,
                    told_seq)
VALUES (:plan, :task, :number, :nonce, :agent, :session, :scope, :now, :lease, :expires, :base_commit, :branch,
        (SELECT revised_seq FROM tasks WHERE id = :task)) RETURNING id;

-- name: find_claim
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE c.id = :claim;

-- name: find_claim_by_handle
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE t.key = :task AND c.number = :number AND c.nonce = :nonce;

-- name: find_claim_by_former_handle
-- The same when the task has another key now than when it was claimed.
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM former_keys f JOIN claims c ON c.task_id = f.task_id
JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE f.key = :task AND c.number = :number AND c.nonce = :nonce;

-- name: find_live_claim
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE c.task_id = :task AND c.ended_at IS NULL;

-- name: list_agent_claims
-- The live claims of one agent, oldest first.
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE c.agent_id = :agent AND c.ended_at IS NULL ORDER BY +c.id;

-- name: list_live_claims
-- All live claims of the store, whatever their plan: they share one repository.
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE c.ended_at IS NULL ORDER BY +c.id;

-- name: list_live_work
-- The live claims of a plan, each with the title of its task, its last note, and the question it waits for.
SELECT t.key, t.title, a.name, c.number, c.session, c.scope, c.claimed_at, c.expires_clock, c.paused_clock, n.text, n.at,
  (SELECT d.id FROM decisions d WHERE d.task_id = c.task_id AND d.is_open = 1) AS decision
FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
LEFT JOIN notes n ON n.id = (SELECT m.id FROM notes m WHERE m.task_id = c.task_id AND m.claim_id = c.id ORDER BY m.id DESC LIMIT 1)
WHERE c.ended_at IS NULL AND c.plan_id = :plan ORDER BY +c.id;

-- name: list_plan_claims
-- Every attempt at every task of a plan, first to last.
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE c.plan_id = :plan ORDER BY c.task_id, c.number;

-- name: list_live_scopes
-- What is needed to judge overlaps, and no more.
SELECT id, task_id, plan_id, agent_id, scope, expires_clock, paused_clock, session FROM claims WHERE ended_at IS NULL;

-- name: list_live_scopes_after
-- The same of the claims that were made after one.
SELECT id, task_id, plan_id, agent_id, scope, expires_clock, paused_clock, session FROM claims
WHERE id > :claim AND ended_at IS NULL;

-- name: find_last_claim
SELECT id FROM claims ORDER BY id DESC LIMIT 1;

-- name: list_task_claims
-- Every attempt at a task, first to last.
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE c.task_id = :task ORDER BY c.number;

-- name: list_ended_claims
-- The attempts that have ended since a moment.
SELECT c.*, t.key AS task, a.name AS agent, a.principal FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id
WHERE c.ended_at >= :since ORDER BY c.id;

-- name: list_completed_claims
-- The attempts that completed a task of the plan, as long as it is completed, with the commit up to which each is merged.
SELECT c.*, t.key AS task, a.name AS agent, a.principal, t.title,
  (SELECT m.tip FROM merges m WHERE m.task_id = t.id AND m.claim_id = c.id ORDER BY m.id DESC LIMIT 1) AS merged_tip
FROM tasks t JOIN phases p ON p.id = t.phase_id
JOIN claims c ON c.task_id = t.id AND c.number = (SELECT max(l.number) FROM claims l WHERE l.task_id = t.id)
JOIN agents a ON a.id = c.agent_id
WHERE t.plan_id = :plan AND t.status = 'completed' AND c.outcome = 'completed'
ORDER BY p.position, t.position;

-- name: list_earlier_claims
-- The attempts at a task before one, newest first.
SELECT c.number, a.name, c.outcome, c.reason FROM claims c JOIN agents a ON a.id = c.agent_id
WHERE c.task_id = :task AND c.number < :number ORDER BY c.number DESC LIMIT :limit + 0;

-- name: renew_agent_claims
-- Any call of an agent renews all it holds. A call without a server process takes the claims from a process that is known to
-- be dead.
UPDATE claims SET session = coalesce(:session, (SELECT s.id FROM sessions s WHERE s.id = claims.session AND s.gone_clock IS NULL)),
  expires_clock = CASE WHEN expires_clock < :clock + lease_ms THEN :clock + lease_ms ELSE expires_clock END
WHERE agent_id = :agent AND ended_at IS NULL;

-- name: set_claim_lease
UPDATE claims SET lease_ms = :lease, expires_clock = :expires WHERE id = :claim AND ended_at IS NULL RETURNING id;

-- name: set_claim_scope
UPDATE claims SET scope = :scope WHERE id = :claim AND ended_at IS NULL RETURNING id;

-- name: set_claim_base
UPDATE claims SET base_commit = :commit WHERE id = :claim AND ended_at IS NULL RETURNING id;

-- name: list_untold_claims
-- The live claims of an agent on tasks that were revised since it was shown them.
SELECT c.id, c.task_id, c.told_seq, t.key AS task FROM claims c JOIN tasks t ON t.id = c.task_id
WHERE c.agent_id = :agent AND c.ended_at IS NULL AND t.revised_seq > c.told_seq ORDER BY +c.id;

-- name: set_claims_told
-- The agent was shown the tasks it holds as they are now.
UPDATE claims SET told_seq = (SELECT t.revised_seq FROM tasks t WHERE t.id = claims.task_id)
WHERE agent_id = :agent AND ended_at IS NULL
  AND told_seq < (SELECT t.revised_seq FROM tasks t WHERE t.id = claims.task_id);

-- name: end_claim
-- No row when it has ended already.
UPDATE claims SET ended_at = :now, outcome = :outcome, reason = :reason, paused_clock = NULL
WHERE id = :claim AND ended_at IS NULL RETURNING id;

-- name: pause_claim
-- The lease stands still while a person decides.
UPDATE claims SET paused_clock = :clock WHERE id = :claim AND ended_at IS NULL AND paused_clock IS NULL;

-- name: resume_claim
-- The lease goes on with what was left of it, never more than a whole one (calls renew it while it stands still).
UPDATE claims SET paused_clock = NULL,
  expires_clock = :clock + CASE WHEN expires_clock - paused_clock < lease_ms THEN expires_clock - paused_clock ELSE lease_ms END
WHERE id = :claim AND ended_at IS NULL AND paused_clock IS NOT NULL;

-- ---------------------------------------------------------------- guards

-- name: list_guarded_claims
-- The live claims as the guards need them.
SELECT c.id, c.number, c.nonce, c.scope, c.branch, c.base_commit, c.claimed_at, c.lease_ms, c.expires_clock, c.paused_clock, c.session,
       s.gone_clock, t.key AS task, a.name AS agent, p.integration_branch
FROM claims c JOIN tasks t ON t.id = c.task_id JOIN agents a ON a.id = c.agent_id JOIN plans p ON p.id = c.plan_id
LEFT JOIN sessions s ON s.id = c.session
WHERE c.ended_at IS NULL ORDER BY +c.id;

-- name: find_completed_scope
-- What an agent completed last, as long as it is not merged.
SELECT c.scope FROM claims c JOIN agents a ON a.id = c.agent_id
WHERE a.name = :agent AND c.outcome = 'completed' AND NOT EXISTS (SELECT 1 FROM merges m WHERE m.task_id = c.task_id AND m.claim_id = c.id)
ORDER BY c.id DESC LIMIT 1;

-- name: list_guarded_agents
-- The agents of one session of a client.
SELECT name FROM agents WHERE client_session = :client_session ORDER BY last_seen_at DESC;

-- name: find_fresh_checkpoint
-- Whether word was left on a claim since a moment.
SELECT 1 AS found FROM notes n JOIN claims c ON c.task_id = n.task_id
WHERE c.id = :claim AND n.claim_id = c.id AND n.kind IN ('checkpoint', 'handover') AND n.at >= :since LIMIT 1;

-- name: find_unfinished_work
-- Whether anything is left to do.
SELECT 1 AS found FROM progress WHERE tasks > 0 AND state IN ('pending', 'in_progress', 'blocked', 'failed') LIMIT 1;

-- ---------------------------------------------------------------- merges

-- name: insert_merge
INSERT INTO merges (plan_id, task_id, claim_id, tip, into_branch, merge_commit, merged_by, at)
VALUES (:plan, :task, :claim, :tip, :into, :commit, :by, :now);

-- name: find_task_merge
-- The last merge of a task's work.
SELECT m.*, t.key AS task, c.number, a.name AS agent FROM merges m JOIN tasks t ON t.id = m.task_id
JOIN claims c ON c.id = m.claim_id JOIN agents a ON a.id = c.agent_id
WHERE m.task_id = :task ORDER BY m.id DESC LIMIT 1;

-- name: find_integration_branch
-- Where the work of a plan comes together, when a person has named it.
SELECT integration_branch FROM plans WHERE id = :plan;

-- name: set_integration_branch
UPDATE plans SET integration_branch = :branch WHERE id = :plan;

-- name: list_merge_probes
-- What is known of merging any two of some commits: their hashes in one text, each so wide, with a space between.
WITH RECURSIVE tips(tip, place) AS (
  SELECT substr(:commits, 1, :width), 1
  UNION ALL SELECT substr(:commits, place + :width + 1, :width), place + :width + 1 FROM tips
  WHERE place + :width < length(:commits))
SELECT p.ours, p.theirs, p.is_clean, p.files FROM tips a JOIN tips b ON a.tip < b.tip
JOIN merge_probes p ON p.ours = a.tip AND p.theirs = b.tip;

-- name: insert_merge_probe
-- Whoever was faster found the same.
INSERT INTO merge_probes (ours, theirs, is_clean, files, at) VALUES (:ours, :theirs, :is_clean, :files, :now)
ON CONFLICT (ours, theirs) DO NOTHING;

-- name: delete_old_merge_probes
-- Branches move on, and nobody asks again about where they were.
DELETE FROM merge_probes WHERE at < :before;

-- ---------------------------------------------------------------- notes

-- name: insert_note
INSERT INTO notes (plan_id, task_id, claim_id, author, kind, text, at, orphan)
VALUES (:plan, :task, :claim, :author, :kind, :text, :now, :orphan) RETURNING id;

-- name: find_last_note
-- The newest note of a claim: the same text again is the same note.
SELECT id, kind, text FROM notes WHERE task_id = :task AND claim_id = :claim ORDER BY id DESC LIMIT 1;

-- name: list_task_notes
-- The newest notes of a task, newest first.
SELECT n.*, t.key AS task, c.number FROM notes n LEFT JOIN tasks t ON t.id = n.task_id LEFT JOIN claims c ON c.id = n.claim_id
WHERE n.task_id = :task ORDER BY n.id DESC LIMIT :limit + 0;

-- name: list_plan_notes
-- Every note of a plan, oldest first.
SELECT n.*, t.key AS task, c.number FROM notes n LEFT JOIN tasks t ON t.id = n.task_id LEFT JOIN claims c ON c.id = n.claim_id
WHERE n.plan_id = :plan ORDER BY n.id;

-- name: list_notes_since
-- Notes of a kind after a moment, oldest first.
SELECT n.*, t.key AS task, c.number FROM notes n LEFT JOIN tasks t ON t.id = n.task_id LEFT JOIN claims c ON c.id = n.claim_id
WHERE n.plan_id = :plan AND n.at >= :at AND (:kind IS NULL OR n.kind = :kind) ORDER BY n.id LIMIT :limit + 0;

-- ---------------------------------------------------------------- messages

-- name: insert_message
INSERT INTO messages (sender, recipient_id, kind, text, about, at) VALUES (:sender, :recipient, :kind, :text, :about, :now) RETURNING id;

-- name: list_messages
-- What an agent has not read: to it or to everybody, not its own.
SELECT m.*, a.name AS recipient FROM messages m LEFT JOIN agents a ON a.id = m.recipient_id
WHERE m.id > :after AND (m.recipient_id = :agent OR m.recipient_id IS NULL) AND m.sender <> :name ORDER BY m.id LIMIT :limit + 0;

-- name: count_messages
SELECT count(*) AS messages FROM messages m
WHERE m.id > :after AND (m.recipient_id = :agent OR m.recipient_id IS NULL) AND m.sender <> :name;

-- name: find_last_message
-- What a sender told a recipient last; without a recipient, what it told everybody.
SELECT m.*, a.name AS recipient FROM messages m LEFT JOIN agents a ON a.id = m.recipient_id
WHERE m.sender = :sender AND (m.recipient_id = :recipient OR (:recipient IS NULL AND m.recipient_id IS NULL))
ORDER BY m.id DESC LIMIT 1;

-- name: list_messages_of
-- All that an agent was sent, newest first.
SELECT m.*, a.name AS recipient FROM messages m LEFT JOIN agents a ON a.id = m.recipient_id
WHERE (m.recipient_id = :agent OR m.recipient_id IS NULL) AND m.sender <> :name ORDER BY m.id DESC LIMIT :limit + 0;

-- ---------------------------------------------------------------- decisions

-- name: insert_decision
INSERT INTO decisions (plan_id, phase_id, task_id, claim_id, kind, question, options, conditions, due, asked_by, asked_at,
                       decided_at, decided_by, option, is_open, line)
VALUES (:plan, :phase, :task, :claim, :kind, :question, :options, :conditions, :due, :asked_by, :now,
        :decided_at, :decided_by, :option, :is_open, :line) RETURNING id;

-- name: insert_decision_task
INSERT INTO decision_tasks (decision_id, task_id) VALUES (:decision, :task) ON CONFLICT (decision_id, task_id) DO NOTHING;

-- name: insert_gates_before_task
-- A gate before all the unfinished work of a phase is before a new task in it too.
INSERT INTO decision_tasks (decision_id, task_id)
SELECT d.id, n.id FROM tasks n JOIN decisions d ON d.plan_id = n.plan_id
WHERE n.id = :task AND d.is_open = 1 AND d.kind = 'gate'
  AND EXISTS (SELECT 1 FROM decision_tasks w JOIN tasks t ON t.id = w.task_id WHERE w.decision_id = d.id AND t.phase_id = n.phase_id)
  AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.phase_id = n.phase_id AND t.id <> n.id
                  AND t.status NOT IN ('completed', 'skipped', 'proposed')
                  AND NOT EXISTS (SELECT 1 FROM decision_tasks w WHERE w.decision_id = d.id AND w.task_id = t.id))
ON CONFLICT (decision_id, task_id) DO NOTHING;

-- name: insert_decisions_of_task
-- What a task waits for, its part waits for too.
INSERT INTO decision_tasks (decision_id, task_id) SELECT decision_id, :part FROM decision_tasks WHERE task_id = :task;

-- name: delete_decision_task
DELETE FROM decision_tasks WHERE decision_id = :decision AND task_id = :task;

-- name: delete_gates_before_task
-- The task leaves its phase: the open gates before all the unfinished work of that phase are no longer before it.
DELETE FROM decision_tasks WHERE task_id = :task AND decision_id IN (
  SELECT d.id FROM decisions d JOIN tasks n ON n.id = :task
  WHERE d.is_open = 1 AND d.kind = 'gate'
    AND EXISTS (SELECT 1 FROM decision_tasks w JOIN tasks t ON t.id = w.task_id
                WHERE w.decision_id = d.id AND t.phase_id = n.phase_id AND t.id <> n.id)
    AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.phase_id = n.phase_id AND t.id <> n.id
                    AND t.status NOT IN ('completed', 'skipped', 'proposed')
                    AND NOT EXISTS (SELECT 1 FROM decision_tasks w WHERE w.decision_id = d.id AND w.task_id = t.id)));

-- name: find_decision
SELECT d.*, p.number AS phase, t.key AS task FROM decisions d LEFT JOIN phases p ON p.id = d.phase_id LEFT JOIN tasks t ON t.id = d.task_id
WHERE d.id = :decision;

-- name: find_open_decision_of_task
SELECT d.*, p.number AS phase, t.key AS task FROM decisions d LEFT JOIN phases p ON p.id = d.phase_id JOIN tasks t ON t.id = d.task_id
WHERE d.task_id = :task AND d.is_open = 1;

-- name: list_decisions
-- Open ones first, then the newest.
SELECT d.*, p.number AS phase, t.key AS task FROM decisions d LEFT JOIN phases p ON p.id = d.phase_id LEFT JOIN tasks t ON t.id = d.task_id
WHERE d.plan_id = :plan AND (:only_open = 0 OR d.is_open = 1) ORDER BY d.is_open DESC, d.id LIMIT :limit + 0;

-- name: list_due_decisions
-- Open decisions that are due, by the rule of `count_behind_decisions`, at the price of the first task that says no.
SELECT d.*, p.number AS phase, t.key AS task, 0 AS before, 1 AS reached,
  (SELECT count(*) FROM decision_tasks w WHERE w.decision_id = d.id) AS waiting
FROM decisions d LEFT JOIN phases p ON p.id = d.phase_id LEFT JOIN tasks t ON t.id = d.task_id
WHERE d.plan_id = :plan AND d.is_open = 1 AND (
  d.kind <> 'gate'
  OR d.phase_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM tasks u WHERE u.phase_id = d.phase_id AND u.status NOT IN ('completed', 'skipped', 'proposed')
                    AND NOT EXISTS (SELECT 1 FROM decision_tasks o WHERE o.decision_id = d.id AND o.task_id = u.id))
    AND EXISTS (SELECT 1 FROM decision_tasks w JOIN tasks b ON b.id = w.task_id
                WHERE w.decision_id = d.id AND b.status NOT IN ('completed', 'skipped'))
  OR d.phase_id IS NULL
    AND EXISTS (SELECT 1 FROM decision_tasks w JOIN tasks b ON b.id = w.task_id JOIN phases f ON f.id = b.phase_id
                WHERE w.decision_id = d.id AND f.blockers = 0 AND b.status NOT IN ('completed', 'skipped')
                  AND b.blockers <= (SELECT count(*) FROM decision_tasks o JOIN decisions q ON q.id = o.decision_id
                                     WHERE o.task_id = b.id AND q.is_open = 1)))
ORDER BY d.id LIMIT :limit + 0;

-- name: list_decisions_before_task
SELECT d.*, p.number AS phase, t.key AS task FROM decision_tasks w JOIN decisions d ON d.id = w.decision_id
LEFT JOIN phases p ON p.id = d.phase_id LEFT JOIN tasks t ON t.id = d.task_id WHERE w.task_id = :task AND d.is_open = 1 ORDER BY d.id;

-- name: list_task_decisions
-- Decisions about a task itself, open or taken.
SELECT d.*, p.number AS phase, t.key AS task FROM decisions d LEFT JOIN phases p ON p.id = d.phase_id JOIN tasks t ON t.id = d.task_id
WHERE d.task_id = :task ORDER BY d.id;

-- name: list_answers
-- What others decided since a moment of what an agent asked or holds, newest first.
SELECT d.*, p.number AS phase, t.key AS task FROM decisions d LEFT JOIN phases p ON p.id = d.phase_id LEFT JOIN tasks t ON t.id = d.task_id
WHERE d.decided_at >= :since AND d.decided_by <> :name
  AND (d.asked_by = :name OR d.task_id IN (SELECT c.task_id FROM claims c WHERE c.agent_id = :agent AND c.ended_at IS NULL))
ORDER BY d.decided_at DESC LIMIT :limit;

-- name: count_behind_decisions
-- For every open decision of a plan: unfinished tasks behind it, of those the ones that wait for nothing but decisions, and
-- unfinished tasks of its own phase that come before it.
SELECT w.decision_id, count(*) AS waiting,
  sum(CASE WHEN t.blockers <= (SELECT count(*) FROM decision_tasks o JOIN decisions q ON q.id = o.decision_id
                               WHERE o.task_id = t.id AND q.is_open = 1) THEN 1 ELSE 0 END) AS reached,
  (SELECT count(*) FROM tasks u WHERE u.phase_id = d.phase_id AND u.status NOT IN ('completed', 'skipped', 'proposed')
   AND NOT EXISTS (SELECT 1 FROM decision_tasks o WHERE o.decision_id = d.id AND o.task_id = u.id)) AS before
FROM decision_tasks w JOIN decisions d ON d.id = w.decision_id JOIN tasks t ON t.id = w.task_id
WHERE d.plan_id = :plan AND d.is_open = 1 AND t.status NOT IN ('completed', 'skipped') GROUP BY w.decision_id, d.id, d.phase_id;

-- name: take_decision
-- Record the answer; no row when the decision is not open.
UPDATE decisions SET decided_at = :now, decided_by = :by, option = :option, reason = :reason, is_open = :is_open
WHERE id = :decision AND is_open = 1 RETURNING id;

-- ---------------------------------------------------------------- requests

-- name: find_request
SELECT verb, reply FROM requests WHERE principal = :principal AND key = :key;

-- name: insert_request
INSERT INTO requests (principal, key, verb, reply, at) VALUES (:principal, :key, :verb, :reply, :now);

-- name: delete_old_requests
DELETE FROM requests WHERE at < :before;
