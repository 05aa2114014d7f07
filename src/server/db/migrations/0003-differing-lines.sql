-- Lines with an external id that is there already, with other content: left out, and told apart from true repeats.
alter table import add column differing bigint not null default 0;
