/** What the embedded server runs with: its own machine only, no socket file (their paths break at 107 bytes), nothing lost on power failure. */
export function serverOptions(port: number, durable: boolean): string[] {
  return [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'shared_buffers=128MB',
    'wal_compression=on',
    'log_checkpoints=off',
    'timezone=UTC',
    ...(durable ? ['fsync=on', 'synchronous_commit=on'] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ];
}
