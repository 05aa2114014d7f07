-- Wrong guesses at passwords and links, so that all servers of an installation count them together. No organization: nobody
-- is signed in yet.
create table wrong_guess (                         -- http
  counted bytea primary key,                       -- a hash of what is counted by: an address, an account
  wrong int not null,
  until timestamptz not null);                     -- then the count begins anew
