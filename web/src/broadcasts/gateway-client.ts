import { liveList, publicStream, recordingList, type LiveList, type PublicStream, type RecordingFacts } from "@tfx/protocol/broadcasts";
import type { Fetch } from "./find-gateway.ts";

/** What the gateway said of a stream. */
export type StreamNews =
  | { readonly kind: "known"; readonly facts: PublicStream }
  /** Nobody has heard of it. */
  | { readonly kind: "unknown" }
  | { readonly kind: "unreachable" };

/** What pages ask of one gateway, and where its media are. */
export interface GatewayClient {
  about(stream: string): Promise<StreamNews>;
  /** Newest first; none when the gateway keeps none or does not let us see them. */
  recordings(stream: string): Promise<readonly RecordingFacts[]>;
  /** Undefined when it did not answer. */
  list(): Promise<LiveList | undefined>;
  whepUrl(stream: string): string;
  hlsUrl(stream: string): string;
  recordingUrl(stream: string, id: string): string;
  /** Server-sent events of what can be read along. */
  textsUrl(stream: string): string;
  /** Milliseconds by which the gateway's clock is ahead of this device's. */
  readonly clockAheadMs: number;
}

/** Who asks. */
export interface GatewayClientOptions {
  readonly origin: string;
  readonly token?: string | undefined;
  readonly fetch?: Fetch;
  readonly nowMs?: () => number;
}

const askMs = 8_000;

/** A schema of ours. */
interface Reader<T> {
  safeParse(value: unknown): { readonly success: boolean; readonly data?: T | undefined };
}

/** What an answer says; undefined when it does not make sense. */
const read = async <T>(answer: Response, schema: Reader<T>): Promise<T | undefined> =>
  schema.safeParse(await answer.json().catch(() => undefined)).data;

/** Makes a client. */
export const createGatewayClient = (options: GatewayClientOptions): GatewayClient => {
  const { origin, token, fetch: send = (to, init) => fetch(to, init), nowMs = Date.now } = options;
  let clockAheadMs = 0;
  const query = token === undefined ? "" : `?token=${encodeURIComponent(token)}`;
  const ask = async (path: string): Promise<Response | undefined> => {
    try {
      const answer = await send(origin + path, { signal: AbortSignal.timeout(askMs) });
      const date = Date.parse(answer.headers.get("date") ?? "");
      // The header counts whole seconds.
      if (!Number.isNaN(date)) clockAheadMs = date + 500 - nowMs();
      return answer;
    } catch {
      // Offline, or the gateway is being started again: whoever asks asks again.
      return undefined;
    }
  };
  return {
    async about(stream) {
      const answer = await ask(`/live/${stream}`);
      if (answer?.status === 404) return { kind: "unknown" };
      const facts = answer?.ok === true ? await read(answer, publicStream) : undefined;
      return facts === undefined ? { kind: "unreachable" } : { kind: "known", facts };
    },
    async recordings(stream) {
      const answer = await ask(`/recordings/${stream}${query}`);
      return (answer?.ok === true ? await read(answer, recordingList) : undefined) ?? [];
    },
    async list() {
      const answer = await ask("/live");
      return answer?.ok === true ? read(answer, liveList) : undefined;
    },
    whepUrl: (stream) => `${origin}/whep/${stream}`,
    hlsUrl: (stream) => `${origin}/hls/${stream}/index.m3u8${query}`,
    recordingUrl: (stream, id) => `${origin}/recordings/${stream}/${id}/index.m3u8${query}`,
    textsUrl: (stream) => `${origin}/live/${stream}/texts${query}`,
    get clockAheadMs() {
      return clockAheadMs;
    },
  };
};
