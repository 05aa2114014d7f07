const SILENT = "The PostgreSQL in DATABASE_URL does not answer. Check its address, and that it runs.";

/** One clear sentence for why the server did not start or stop, with the cure where we know it. */
export function explainFailure(error: unknown): string {
  const { code, port, path, syscall, message } = error as {
    code?: string;
    port?: number;
    path?: string;
    syscall?: string;
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
      return SILENT;
    case "28P01":
    case "28000":
      return "The PostgreSQL in DATABASE_URL refuses the user or the password.";
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return "The certificate of the PostgreSQL in DATABASE_URL is not signed by a known authority: name its file with sslrootcert=FILE.";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `The certificate of the PostgreSQL in DATABASE_URL is for another host: ${message}`;
    case "42501":
      return "The user in DATABASE_URL may not make tables in that database: make it the database's owner.";
    case "25006":
      return "The PostgreSQL in DATABASE_URL only allows reading: name one that may be written to.";
    default:
      if (syscall === "mkdir")
        return `There can be no folder ${path}. Choose another: npm start -- --data DIR`;
      // What the driver says, without a code, of a server that took the connection and then said nothing.
      if (message === "timeout expired") return SILENT;
      return message ?? String(error);
  }
}
