/** Milliseconds of work in the `spans` of an answer or a review, in SQL: time away does not count. */
export const ACTIVE_MS =
  "(select coalesce(sum((span->>'ms')::bigint), 0) from jsonb_array_elements(spans) span where span->>'kind' <> 'away')";
