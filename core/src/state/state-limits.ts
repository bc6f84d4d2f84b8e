/** Bounds of the widgets' state, in bytes unless the name says otherwise. A sender keeps to them before it sends. */
export const stateLimits = {
  update: 64 * 1024,
  /** A document that no manifest names, or whose offer has not arrived yet. */
  document: 256 * 1024,
  largestDocument: 16 * 1024 * 1024,
  documentsPerInstance: 8,
  log: 4 * 1024 * 1024,
  entriesPerLog: 2_000,
  logsPerInstance: 16,
  entry: 32 * 1024,
  value: 16 * 1024,
  valuesPerInstance: 256,
  presence: 1_000,
  message: { control: 60_000, bulk: 8 * 1024 * 1024, live: 980 },
  instances: 64,
  room: 32 * 1024 * 1024,
  /** Largest message of operations on the control lane; longer ones take the bulk lane. */
  controlBatch: 40 * 1024,
  bulkBatch: 4 * 1024 * 1024,
  piece: 512 * 1024,
  /** Furthest that one message may move the room's clock, so that nobody can wind it to its end. */
  clockJump: 2 ** 28,
} as const;

/**
 * How far a receiver lets a limit be passed: several people who write at once each kept to it, and none of
 * them could know of the others.
 */
export const withSlack = (limit: number): number => limit * 2;
