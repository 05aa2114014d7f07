/** Types of nested columns, as DuckDB writes them to Parquet. What may be of any type is kept as JSON text. */
export const TRL_MESSAGES =
  'STRUCT("role" VARCHAR, "content" VARCHAR, "name" VARCHAR, "thinking" VARCHAR, ' +
  '"tool_calls" STRUCT("type" VARCHAR, "function" STRUCT("name" VARCHAR, "arguments" VARCHAR))[])[]';
export const OPENAI_MESSAGES =
  'STRUCT("role" VARCHAR, "content" VARCHAR, "name" VARCHAR, "tool_call_id" VARCHAR, ' +
  '"tool_calls" STRUCT("id" VARCHAR, "type" VARCHAR, "function" STRUCT("name" VARCHAR, "arguments" VARCHAR))[])[]';
export const JSON_TEXT = "VARCHAR";
