/**
 * What the checker does not find when it is changed, and why that is so: a table, a column, or (`table.*`) the rows of
 * a table that are missing. SECURITY.md says the same in short.
 */
export const NOT_PROVEN: Record<string, string> = {
  draft: "what someone is writing: state that changes every few seconds, no history",
  draft_step: "where a draft was: pruned as it ages",
  follower: "how far a follower has come; one that is set back does its work again",
  guide_presence: "who has which entry open at this moment",
  form_draft: "a form that is being edited; what was published is proven",
  idempotency: "replies that are kept for retries and forgotten after some days",
  identity:
    "who a person is stays out of the log, so that it can be erased: a forger can move an address or password",
  import_problem: "the report on lines that were left out; no row of data",
  job: "work that waits for a process; what it makes is proven",
  migration: "what the schema was made by; the program compares it with its own files at each start",
  notice: "what people were told; what happened is in the log",
  proof_rule: "what the schema says events prove; a row that no event proves any more is found",
  signed_name: "as a person typed it; kept out of the log, so that it can be erased",
  wrong_guess: "counts of wrong passwords, forgotten after a quarter of an hour",
  "agreement.asked_at": "set by the first version that is in force, without an event",
  "api_key.name": "chosen by its owner to tell keys apart",
  "api_key.last_used_at": "written at each request, without an event",
  "guide.rev": "counts the changes of a draft",
  "import.state":
    "done, failed and running come and go without an event; only what was taken back is in the log",
  "import.bytes_read": "how far a running import has read",
  "import.failure": "a message",
  "import.started_at": "a time that nothing follows from",
  "import.finished_at": "a time that nothing follows from",
  "item_state.changed_at": "set whenever the row is locked",
  "item_text.words":
    "words for searching, made from the item, which is proven; a recount would take half a second each",
  "person_queue.cursor": "where a claim looks on; put back when it finds nothing",
  "release.failure": "a message",
  "seal.at": "when the sealing job ran; the seal's hash is over the times of the events",
  "session.user_agent": "what a browser calls itself",
  "session.seen_at": "written without an event, as the session is used",
  "session.expires_at": "moves on without an event, as the session is used",
  "session.*": "sessions end without an event once their time is over",
  "sign_in_link.used_at": "written when the link is followed; what it started is a session, which is proven",
  "sign_in_link.*": "links are removed with the next one that is made",
  "stored_file.created_at": "a time that nothing follows from",
};
