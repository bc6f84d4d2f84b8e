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
  /** Running instances that one participant started: nobody can keep the others from starting any. */
  instancesOfOne: 16,
  room: 32 * 1024 * 1024,
  /** What each may add however full the others made the room. */
  share: 4 * 1024 * 1024,
  /** What of a document waits for something that came before it and is not here yet, and how many updates may come meanwhile. */
  waiting: { bytes: 512 * 1024, updates: 1_000 },
  /** How far from now a start may say it was, in milliseconds: news of the last half minute is told again to newcomers. */
  startedWithinMs: 45_000,
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
