import { expect, test } from "vitest";
import { ApiError, ConnectionError, createClient } from "./index.ts";

type Sent = { url: string; init: RequestInit };

function clientThatGets(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  const client = createClient({
    url: "http://host",
    headers: { authorization: "Bearer k" },
    fetch: async (url, init) => {
      sent.push({ url, init });
      const answer = answers.shift()!;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { client, sent };
}
const headersOf = (sent: Sent | undefined) => sent?.init.headers as Record<string, string>;

test("a path takes its parameters and its query, a body travels as JSON", async () => {
  const { client, sent } = clientThatGets(
    Response.json({ rows: [], next: null }),
    Response.json({ ok: true }),
  );
  await client.search.items({ params: { project: "a/b" }, query: { text: "ü?", limit: 5 } });
  await client.projects.setState({ params: { project: "p" }, body: { state: "paused" } });
  expect(sent[0]?.url).toBe("http://host/api/projects/a%2Fb/items?text=%C3%BC%3F&limit=5");
  expect(sent[1]?.init).toMatchObject({ method: "PUT", body: '{"state":"paused"}' });
  expect(headersOf(sent[0]).authorization).toBe("Bearer k");
});

test("every change carries a key, the caller's own where given; reading carries none", async () => {
  const { client, sent } = clientThatGets(
    Response.json({ rows: [] }),
    Response.json({ ok: true }),
    Response.json({ ok: true }),
  );
  await client.keys.list();
  await client.accounts.signOut({ key: "mine" });
  await client.accounts.signOut();
  expect(headersOf(sent[0])["idempotency-key"]).toBeUndefined();
  expect(headersOf(sent[1])["idempotency-key"]).toBe("mine");
  expect(headersOf(sent[2])["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
});

test("a refusal carries what the server said, a page of a proxy only its status", async () => {
  const problem = { code: "draft_conflict", message: "Another tab saved", detail: { rev: 3 } };
  const { client } = clientThatGets(
    Response.json(problem, { status: 409 }),
    new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "retry-after": "7" } }),
  );
  const refused = await client.accounts.me().catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ApiError);
  expect(refused).toMatchObject({ status: 409, code: "draft_conflict", problem, passing: false });
  await expect(client.accounts.me()).rejects.toMatchObject({ status: 502, retryAfter: 7, passing: true });
});

test("where no answer came it says so, as the change may have happened", async () => {
  const { client } = clientThatGets(new TypeError("fetch failed"));
  await expect(client.accounts.me()).rejects.toBeInstanceOf(ConnectionError);
});

test("an upload streams its file, a download is read as it comes", async () => {
  const { client, sent } = clientThatGets(
    Response.json({ id: "i" }),
    new Response("a,b\n", { headers: { "content-disposition": 'attachment; filename="x.csv"' } }),
  );
  const file = new Blob(["{}\n"]);
  await client.imports.upload({ params: { project: "p" }, query: { name: "x.jsonl" }, file });
  const got = await client.imports.problems({ params: { project: "p", import: "i" } });
  expect(sent[0]?.init.body).toBe(file);
  expect(headersOf(sent[0])["content-type"]).toBe("application/octet-stream");
  expect(got.name).toBe("x.csv");
  expect(await new Response(got.body).text()).toBe("a,b\n");
});
