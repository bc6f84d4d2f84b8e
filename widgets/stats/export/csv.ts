import type { LinkDigest } from "../digest/digest.ts";
import type { StreamDigest } from "../digest/stream-digest.ts";
import { pathKey } from "../events/find-events.ts";

/** A person and what was measured of the link to them. */
export interface NamedHistory {
  readonly name: string;
  readonly digests: readonly LinkDigest[];
}

const columns: readonly (readonly [string, (stream: StreamDigest, link: LinkDigest) => string | number | undefined])[] = [
  ["direction", (stream) => stream.direction],
  ["kind", (stream) => stream.kind],
  ["stream", (stream) => stream.id],
  ["bitrate_kbps", (stream) => stream.kbps],
  ["loss_percent", (stream) => stream.lossPercent],
  ["rtt_ms", (stream, link) => stream.rttMs ?? link.rttMs],
  ["jitter_ms", (stream) => stream.jitterMs],
  ["fps", (stream) => stream.fps],
  ["width", (stream) => stream.width],
  ["height", (stream) => stream.height],
  ["codec", (stream) => stream.codec],
  ["limitation", (stream) => stream.limitation],
  ["freezes_total", (stream) => stream.freezesTotal],
  ["concealed_percent", (stream) => stream.concealedPercent],
  ["nack_count", (stream) => stream.nackCount],
  ["pli_count", (stream) => stream.pliCount],
  ["path", (_, { path }) => (path === undefined ? undefined : pathKey(path))],
  ["candidates", (_, { path }) => (path === undefined ? undefined : `${path.local}-${path.remote}`)],
];

const cell = (value: string | number | undefined): string => {
  if (value === undefined) return "";
  if (typeof value === "number") return String(Math.round(value * 100) / 100);
  // A spreadsheet runs a text that begins like a formula; names are chosen by others.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const header = ["time", "person", ...columns.map(([name]) => name)];

/** One line a second and stream, as RFC 4180 says, times in ISO 8601. */
export const createCsv = (histories: readonly NamedHistory[]): string => {
  const lines = histories.flatMap(({ name, digests }) =>
    digests.flatMap((link) =>
      link.streams.map((stream) => [new Date(link.at).toISOString(), name, ...columns.map(([, read]) => read(stream, link))]),
    ),
  );
  return [header, ...lines].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
};
