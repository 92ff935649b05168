-- Replays of the engine over history, and the work that is to be done in the background.

create table replay (
  id                text primary key,     -- from the hashes of all that it depends on
  site_id           text not null,
  site_name         text not null,
  from_date         date not null,
  until_date        date not null,
  interval_minutes  integer not null,
  inputs            text not null,        -- canonical JSON
  input_hash        text not null,
  rulebook_hash     text not null references rulebook,
  engine_version    text not null,
  status            text not null check (status in ('WAITING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED')),
  problem           text,                 -- why it failed
  days_total        integer not null,
  days_done         integer not null,
  requested_at      timestamp with time zone not null,
  finished_at       timestamp with time zone,
  result            text                  -- canonical JSON, once it is done
);

create index replay_newest on replay (requested_at desc);

create table replay_day (
  replay_id text not null references replay on delete cascade,
  day       integer not null, -- counted from the first
  document  text not null,    -- canonical JSON: what was asked of each block, and decided
  primary key (replay_id, day)
);

-- As db-scheduler 16 describes it.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamp with time zone not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamp with time zone,
  last_failure         timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat       timestamp with time zone,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);

create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
