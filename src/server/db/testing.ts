import { randomBytes } from "node:crypto";
import { createConnection } from "node:net";
import { text } from "node:stream/consumers";
import { inject } from "vitest";
import type { EmbeddedConnection } from "./embedded/index.ts";
import { queryOnce } from "./query-once.ts";

export interface TestServer {
  connection: EmbeddedConnection;
  /** A migrated, empty database to clone. */
  template: string;
}

export interface TestDatabase {
  connection: EmbeddedConnection;
  /** Removes the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A migrated, empty database for one test file, on the PostgreSQL of this test run.
 *
 *     const { connection, drop } = await testDatabase();
 *     afterAll(drop);
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { connection, template } = await testServer();
  const database = `test_${randomBytes(6).toString("hex")}`;
  await queryOnce(connection, `create database ${database} template ${template} strategy file_copy`);
  return {
    connection: { ...connection, database },
    drop: async () => {
      await queryOnce(connection, `drop database if exists ${database} with (force)`);
    },
  };
}

/** A database with nothing in it, for a restore. */
export async function emptyDatabase(): Promise<TestDatabase> {
  const { connection, drop } = await testDatabase();
  const statement =
    "drop owned by current_user cascade; drop schema if exists public cascade; create schema public";
  await queryOnce(connection, statement);
  return { connection, drop };
}

async function testServer(): Promise<TestServer> {
  const answer = JSON.parse(await text(createConnection(inject("databaseDoor")))) as TestServer & {
    error?: string;
  };
  if (answer.error) throw new Error(`no database for tests: ${answer.error}`);
  return answer;
}
