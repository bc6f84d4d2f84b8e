/**
 * Sizes and rates that both ends of a border agree on. A sender keeps to them before it sends; a
 * receiver enforces them, whatever the sender promised.
 */
export const limits = {
  /** Version of the signalling protocol that this code speaks; travels in `room.join`. */
  protocolVersion: 1,
  /** Largest WebSocket message in bytes; a larger one closes the socket. */
  maxSocketMessageBytes: 2 * 1024 * 1024,
  /** Longest text of one signal, sealed or open: an offer with every codec is about 12 kB. */
  maxSignalChars: 64 * 1024,
  /** Longest sealed or open profile text. */
  maxProfileChars: 2_048,
  /** Longest display name, in UTF-16 code units. */
  maxNameChars: 64,
  /** Most people in one room: past about eight a mesh of direct links serves nobody. */
  maxRoomCapacity: 16,
  /** Signals kept for one connection until the receiver has acknowledged them. */
  maxUnackedSignals: 256,
  /** How long the server keeps the seat of a participant whose socket dropped, in milliseconds. */
  seatGraceMs: 30_000,
  /** How long it keeps the seat of a page that said it is closing: as long as a reload takes, in milliseconds. */
  reloadGraceMs: 6_000,
  /** Largest message on the control lane of a link, in bytes (RFC 8831 §6.6 advises 16 KiB pieces). */
  maxControlMessageBytes: 64 * 1024,
  /** Largest message on the bulk lane, in bytes, unless a topic sets its own smaller limit. */
  maxBulkMessageBytes: 16 * 1024 * 1024,
  /** Largest message on the live lane, in bytes: one datagram, never split. */
  maxLiveMessageBytes: 1_100,
} as const;
