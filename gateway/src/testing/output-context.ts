import { createStreamBus } from "../stream/stream-bus.ts";
import type { OutputContext, OutputReport } from "../outputs/output-kind.ts";

/** What an output is given, with what it says. */
export const createTestContext = (given: Partial<OutputContext> = {}) => {
  const reports: OutputReport[] = [];
  const troubles: unknown[] = [];
  const bus = createStreamBus({ report: (error) => void troubles.push(error) });
  const context: OutputContext = {
    stream: "film",
    id: "1",
    live: { source: bus, bus, isLive: true, begin: () => neverPublished, end: () => undefined },
    report: (report) => void reports.push(report),
    folder: undefined,
    shortage: () => undefined,
    trouble: (error) => void troubles.push(error),
    ...given,
  };
  return { bus, context, reports, troubles };
};

const neverPublished = {
  onVideoFormat: () => undefined,
  onAudioFormat: () => undefined,
  onFrame: () => undefined,
  end: () => undefined,
};
