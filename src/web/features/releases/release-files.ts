import type { ReleaseFile } from "#contract/releases.ts";

/** Where a file of a release is fetched. */
export function fileHref(project: string, release: string, name: string): string {
  return `/api/projects/${project}/releases/${release}/files/${encodeURIComponent(name)}`;
}

/** Whether a file is Markdown or plain text, to be read on the page. */
export function isText({ name, type }: Pick<ReleaseFile, "name" | "type">): boolean {
  return /\.(md|txt)$/i.test(name) || /^text\/(markdown|plain)/.test(type);
}
