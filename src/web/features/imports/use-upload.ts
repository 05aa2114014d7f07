import { useEffect, useRef, useState } from "react";
import type { Import } from "#contract/imports.ts";
import { refresh } from "../../api.ts";
import { api } from "./api.ts";

/** A file on its way to the server. */
export interface Upload {
  name: string;
  sent: number;
  size: number;
}

/** Sends files one after the other and tells how far it is. */
export function useUpload(project: string, onDone: (last: Import, count: number) => void) {
  const [upload, setUpload] = useState<Upload | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stopper = useRef<AbortController | null>(null);
  useEffect(() => () => stopper.current?.abort(), []);

  async function send(files: readonly File[]): Promise<void> {
    const stop = new AbortController();
    stopper.current = stop;
    setError(null);
    try {
      let last: Import | null = null;
      for (const file of files) {
        setUpload({ name: file.name, sent: 0, size: file.size });
        last = await api.imports.upload(
          { params: { project }, query: { name: file.name }, file },
          { signal: stop.signal, onProgress: (sent, size) => setUpload({ name: file.name, sent, size }) },
        );
      }
      refresh("imports");
      if (last) onDone(last, files.length);
    } catch (failure) {
      if (!stop.signal.aborted) setError(failure);
      refresh("imports");
    } finally {
      setUpload(null);
    }
  }

  return { upload, error, send, stop: () => stopper.current?.abort() };
}
