-- Daily runs and the recommendations they made. Whatever must give the same bytes again is text.

create table rulebook (
  hash           text primary key,
  sources        text not null, -- canonical JSON: each file's text by its path within rules/
  engine_version text not null, -- that first used it
  first_used_at  timestamp with time zone not null
);

create table daily_run (
  id             text primary key,
  date           date not null,
  input_hash     text not null unique, -- same inputs, same run
  market_inputs  text not null,        -- canonical JSON
  rulebook_hash  text not null references rulebook,
  engine_version text not null,
  status         text not null check (status in ('RUNNING', 'DONE', 'FAILED')),
  problem        text,                 -- why it failed
  sites_total    integer not null,
  sites_done     integer not null,
  started_at     timestamp with time zone not null,
  finished_at    timestamp with time zone,
  taken_up       bigint not null       -- of a day's runs the one with the highest is in force
);

create sequence daily_run_taken_up;

create index daily_run_in_force on daily_run (date desc, taken_up desc) where status = 'DONE';

create table recommendation (
  id                        text primary key, -- from the hashes of all that it depends on
  run_id                    text not null references daily_run, -- that made it; later ones may share it
  site_id                   text not null,
  site_name                 text not null,
  date                      date not null,
  kept_at                   timestamp with time zone not null,
  run_mw                    double precision not null,
  curtail_mw                double precision not null,
  retire_mw                 double precision not null,
  convert_mw                double precision not null,
  gain_usd_per_day          double precision not null,
  retire_gain_usd_per_year  double precision not null,
  convert_gain_usd_per_year double precision not null,
  reason                    text not null, -- the leading one, a sentence
  engine_version            text not null,
  rulebook_hash             text not null references rulebook,
  input_hash                text not null,
  site_inputs               text not null, -- canonical JSON; the market's stand with the run
  document                  text not null, -- canonical JSON of the recommendation
  document_hash             text not null
);

-- What a run says of each site: its recommendation or, where it was left out, why.
create table daily_run_site (
  run_id            text not null references daily_run on delete cascade,
  site_id           text not null,
  recommendation_id text references recommendation,
  problems          text, -- canonical JSON: a list of sentences
  primary key (run_id, site_id),
  check ((recommendation_id is null) <> (problems is null))
);

create index daily_run_site_recommendation on daily_run_site (recommendation_id);
