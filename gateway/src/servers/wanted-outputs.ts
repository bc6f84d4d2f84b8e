import { randomBytes } from "node:crypto";
import type { OutputReport } from "../outputs/output-kind.ts";
import type { Supervisor } from "../processes/supervisor.ts";
import type { WantedOutput } from "../processes/worker-calls.ts";
import type { StreamTable } from "./stream-table.ts";

/** An output that somebody wants, and how it is doing. */
export interface KnownOutput extends WantedOutput {
  readonly report: OutputReport;
}

/** What is wanted of each stream. It is started with the publisher, and again when another worker takes over. */
export interface WantedOutputs {
  start(stream: string, wanted: { readonly kind: string; readonly params: unknown }): KnownOutput;
  /** False when there is none. */
  stop(stream: string, id: string): Promise<boolean>;
  of(stream: string): readonly KnownOutput[];
  /** Somebody publishes the stream now. */
  handleBegun(stream: string): void;
  /** Nobody carries the stream at the moment. */
  handleLost(streams: readonly string[]): void;
  handleReport(stream: string, id: string, report: OutputReport): void;
  /** The broadcast is over. */
  forget(stream: string): void;
}

/** Makes an empty table. */
export const createWantedOutputs = (parts: { readonly supervisor: () => Supervisor; readonly streams: StreamTable }): WantedOutputs => {
  const byStream = new Map<string, Map<string, KnownOutput>>();
  const report = (stream: string, id: string, next: OutputReport): void => {
    const known = byStream.get(stream)?.get(id);
    if (known !== undefined) byStream.get(stream)?.set(id, { ...known, report: next });
  };
  const begin = (stream: string, { id, kind, params }: WantedOutput): void => {
    const worker = parts.supervisor().find(stream);
    const served = parts.streams.find(stream);
    if (worker === undefined || served === undefined) return;
    worker
      .call("output.start", { stream, bornUs: served.bornUs, output: { id, kind, params } })
      // The worker is gone: whoever takes over starts it again.
      .catch(() => report(stream, id, { state: "waiting" }));
  };
  return {
    start(stream, { kind, params }) {
      const output: KnownOutput = { id: randomBytes(9).toString("base64url"), kind, params, report: { state: "waiting" } };
      byStream.set(stream, (byStream.get(stream) ?? new Map<string, KnownOutput>()).set(output.id, output));
      begin(stream, output);
      return output;
    },
    async stop(stream, id) {
      if (byStream.get(stream)?.delete(id) !== true) return false;
      await parts
        .supervisor()
        .find(stream)
        ?.call("output.stop", { stream, id })
        .catch(() => undefined);
      return true;
    },
    of: (stream) => [...(byStream.get(stream)?.values() ?? [])],
    handleBegun(stream) {
      for (const output of byStream.get(stream)?.values() ?? []) begin(stream, output);
    },
    handleLost(streams) {
      for (const stream of streams) for (const id of byStream.get(stream)?.keys() ?? []) report(stream, id, { state: "waiting" });
    },
    handleReport: report,
    forget: (stream) => void byStream.delete(stream),
  };
};
