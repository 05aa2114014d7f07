/** Where clients meet the server: a folder for its socket, or a port on loopback. */
export type Address = { kind: "socket"; folder: string } | { kind: "loopback"; port: number };

/** The socket's file name holds a port even though no port is opened. */
export const SOCKET_PORT = 5432;

const LONGEST_SOCKET_PATH = 100; // the kernel's limit is 107 bytes on Linux and 103 on macOS

/** Whether a socket in this folder would have a path that the kernel accepts. */
export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(`${folder}/.s.PGSQL.${SOCKET_PORT}`) <= LONGEST_SOCKET_PATH;
}

/**
 * The whole postgresql.conf. Sized for 2 cores and little memory; durable; quick to recover, because at
 * most about half of max_wal_size has to be replayed.
 *
 * @param hasOwnSettings whether an admin's postgres.conf stands in the data folder; it comes last and wins
 */
export function configuration(address: Address, hasOwnSettings: boolean): string {
  const settings: Record<string, string | number> = {
    listen_addresses: address.kind === "loopback" ? "127.0.0.1" : "",
    port: address.kind === "loopback" ? address.port : SOCKET_PORT,
    unix_socket_directories: address.kind === "socket" ? address.folder : "",
    unix_socket_permissions: "0700",
    max_connections: 100,
    password_encryption: "scram-sha-256",

    shared_buffers: "256MB",
    effective_cache_size: "1GB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_worker_processes: 4,
    max_parallel_workers: 2,
    max_parallel_workers_per_gather: 0, // starting workers costs more than they save on two busy cores
    max_parallel_maintenance_workers: 1,
    io_method: "sync", // reads from the page cache: handing them to workers costs a tenth more processor time
    random_page_cost: 1.1,
    jit: "off",

    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    wal_level: "minimal", // no replicas of an embedded database
    max_wal_senders: 0,
    wal_buffers: "16MB",
    min_wal_size: "256MB",
    max_wal_size: "1GB",
    checkpoint_timeout: "5min",
    checkpoint_completion_target: 0.9,

    autovacuum_naptime: "10s",
    autovacuum_max_workers: 2,
    autovacuum_vacuum_cost_delay: "1ms",

    client_connection_check_interval: "10s",
    timezone: "UTC",
    lc_messages: "C",
    lc_monetary: "C",
    lc_numeric: "C",
    lc_time: "C",
    datestyle: "iso, ymd",
    default_text_search_config: "pg_catalog.simple",

    log_timezone: "UTC",
    log_line_prefix: "",
    log_checkpoints: "off",
    log_error_verbosity: "terse", // a detail line would hold people's texts
    log_min_messages: "log",
    log_min_error_statement: "panic",
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'`,
  );
  return [
    "# Written by Plumbline at every start: put your own settings into postgres.conf in the data folder.",
    ...lines,
    hasOwnSettings ? "include = '../postgres.conf'\n" : "",
  ].join("\n");
}

/**
 * The whole pg_hba.conf. The socket stands in a folder that only its owner may enter, so the file system
 * guards it; a port is open to every user of the machine, so there a password does.
 */
export const ACCESS = "local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n";
