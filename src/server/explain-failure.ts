/** One clear sentence for why the server did not start or stop, with the cure where we know it. */
export function explainFailure(error: unknown): string {
  const { code, port, path, message } = error as {
    code?: string;
    port?: number;
    path?: string;
    message?: string;
  };
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken by another program. Choose another: npm start -- --port ${(port ?? 4600) + 1}`;
    case "EACCES":
      return port === undefined
        ? `Permission is missing for ${path ?? "the data folder"}. Choose another folder: npm start -- --data DIR`
        : `Port ${port} needs more permission. Choose one above 1023: npm start -- --port 4600`;
    case "ENOSPC":
      return "The disk is full. Nothing was lost; free some space and start again.";
    case "ECONNREFUSED":
    case "ENOTFOUND":
      return "The PostgreSQL in DATABASE_URL does not answer. Check its address, and that it runs.";
    case "28P01":
    case "28000":
      return "The PostgreSQL in DATABASE_URL refuses the user or the password.";
    default:
      return message ?? String(error);
  }
}
