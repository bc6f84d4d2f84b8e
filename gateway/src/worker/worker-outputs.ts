import { outputKinds } from "../outputs/output-kinds.ts";
import type { Output, OutputContext, OutputReport } from "../outputs/output-kind.ts";
import type { WantedOutput } from "../processes/worker-calls.ts";
import type { LiveStream } from "../stream/live-stream.ts";
import type { DiskGuard } from "./disk-guard.ts";

/** Outputs that run beside the publishers of this process. */
export interface WorkerOutputs {
  start(stream: string, live: LiveStream, output: WantedOutput): void;
  stop(stream: string, id: string): Promise<void>;
  stopAll(stream?: string): Promise<void>;
}

/** What outputs are given. */
export interface WorkerOutputsOptions {
  readonly kinds?: typeof outputKinds;
  readonly folder: string | undefined;
  readonly shortage: DiskGuard["shortage"];
  readonly onReport: (stream: string, id: string, report: OutputReport) => void;
  readonly trouble: (error: unknown) => void;
}

/** Makes an empty table. */
export const createWorkerOutputs = ({ kinds = outputKinds, onReport, shortage, ...given }: WorkerOutputsOptions): WorkerOutputs => {
  const running = new Map<string, { readonly stream: string; readonly output: Output }>();
  const stop = async (id: string): Promise<void> => {
    const found = running.get(id);
    if (found === undefined) return;
    running.delete(id);
    await found.output.close();
    onReport(found.stream, id, { state: "ended" });
  };
  return {
    start(stream, live, { id, kind, params }) {
      if (running.has(id)) return;
      const context: OutputContext = {
        ...given,
        stream,
        id,
        live,
        shortage: (reserveBytes) => shortage(stream, reserveBytes),
        report: (report) => onReport(stream, id, report),
      };
      try {
        const output = kinds.find(({ name }) => name === kind)?.open(live.bus, params, context);
        if (output === undefined) onReport(stream, id, { state: "failed", detail: "It has no such kind or wrong parameters." });
        else running.set(id, { stream, output });
      } catch (error) {
        // One output that cannot be opened harms nobody else.
        given.trouble(error);
        onReport(stream, id, { state: "failed", detail: error instanceof Error ? error.message : String(error) });
      }
    },
    stop: async (_stream, id) => stop(id),
    async stopAll(stream) {
      const all = [...running].filter(([, one]) => stream === undefined || one.stream === stream);
      await Promise.all(all.map(([id]) => stop(id)));
    },
  };
};
