import type { FragmentCandidate } from "../protocols/whip/sdp-fragment.ts";
import type { OutputReport } from "../outputs/output-kind.ts";
import type { MediaFrame, StreamFormat } from "../stream/media-frame.ts";
import type { ViewOutcome } from "../worker/viewers.ts";

/** Which stream, and when its clock began: one that moves to another worker goes on counting. */
export interface StreamPlace {
  readonly stream: string;
  /** On the clock that all processes of a machine share. */
  readonly bornUs: number;
}

/** A session as the front knows it. */
export interface SessionFacts {
  readonly id: string;
  readonly etag: string;
  readonly answer: string;
}

/** What became of an offer. */
export type BeginOutcome =
  | { readonly kind: "begun"; readonly session: SessionFacts }
  /** Somebody else publishes under that name. */
  | { readonly kind: "taken" }
  /** The offer cannot be answered in full. */
  | { readonly kind: "refused"; readonly why: string };

/** What became of a chunk; `over`: somebody else publishes, or the stream was ended. */
export type ChunkOutcome = "taken" | "unreadable" | "too-fast" | "over";

/** An output that somebody wants of a stream. */
export interface WantedOutput {
  readonly id: string;
  readonly kind: string;
  readonly params: unknown;
}

/** Why a session came to its end. */
export type EndReason = "left" | "lost" | "replaced" | "stopped" | "too-fast" | "expired" | "worker-lost" | "shutdown";

/** What the front asks of a worker. */
export interface WorkerCalls {
  readonly "publish.begin": {
    readonly input: StreamPlace & { readonly sdp: string; readonly owner: string };
    readonly output: BeginOutcome;
  };
  readonly "publish.candidates": {
    readonly input: { readonly id: string; readonly candidates: readonly FragmentCandidate[] };
    readonly output: void;
  };
  /** Undefined when the session is gone or the restart failed; the session before it lives on. */
  readonly "publish.restart": {
    readonly input: { readonly id: string; readonly ufrag: string; readonly pwd: string };
    readonly output: { readonly etag: string; readonly fragment: string } | undefined;
  };
  readonly "publish.end": { readonly input: { readonly id: string; readonly reason: EndReason }; readonly output: void };
  /** A publisher over a WebSocket; false while somebody else publishes under that name. */
  readonly "chunks.begin": { readonly input: StreamPlace & { readonly id: string; readonly owner: string }; readonly output: boolean };
  readonly "chunks.push": { readonly input: { readonly id: string; readonly bytes: Uint8Array }; readonly output: ChunkOutcome };
  /** False when it was over already. */
  readonly "chunks.end": { readonly input: { readonly id: string }; readonly output: boolean };
  readonly "view.begin": { readonly input: { readonly stream: string; readonly sdp: string }; readonly output: ViewOutcome };
  readonly "view.candidates": {
    readonly input: { readonly id: string; readonly candidates: readonly FragmentCandidate[] };
    readonly output: void;
  };
  /** As for publishers. */
  readonly "view.restart": {
    readonly input: { readonly id: string; readonly ufrag: string; readonly pwd: string };
    readonly output: { readonly etag: string; readonly fragment: string } | undefined;
  };
  readonly "view.end": { readonly input: { readonly id: string }; readonly output: void };
  readonly "output.start": { readonly input: StreamPlace & { readonly output: WantedOutput }; readonly output: void };
  readonly "output.stop": { readonly input: { readonly stream: string; readonly id: string }; readonly output: void };
  /** Somebody who reads in the front needs a key picture. */
  readonly "stream.key": { readonly input: { readonly stream: string }; readonly output: void };
  /** What goes over its bus is told to the front only while it is wanted there. */
  readonly "stream.want": { readonly input: { readonly stream: string; readonly isWanted: boolean }; readonly output: void };
  readonly "stream.end": { readonly input: { readonly stream: string }; readonly output: void };
  /** Ends everything in order; the process may then be ended. */
  readonly "worker.close": { readonly input: undefined; readonly output: void };
}

/** Figures of one publisher since it began. */
export interface PublisherFigures {
  readonly stream: string;
  readonly receivedBytes: number;
  readonly receivedPackets: number;
  readonly lostPackets: number;
  /** Bits a second over the last pulse. */
  readonly bitsPerSecond: number;
}

/** Figures of one publisher, and of what is kept of its stream. */
export interface StreamFigures extends PublisherFigures {
  /** Of all recordings under its name. */
  readonly recordedBytes: number;
}

/** What a worker says of itself, twice a second. */
export interface WorkerPulse {
  readonly publishers: readonly StreamFigures[];
  /** Of all recordings of the gateway. */
  readonly diskBytes: number;
  readonly residentBytes: number;
  readonly cpuSeconds: number;
}

/** What a worker tells the front by itself. */
export interface WorkerNews {
  /** What a stream is published as. */
  readonly "stream.format": { readonly stream: string; readonly format: StreamFormat };
  /** So much later than in the beginning its frames come. */
  readonly "stream.late": { readonly stream: string; readonly lateUs: number };
  readonly "bus.format": { readonly stream: string; readonly format: StreamFormat };
  readonly "bus.frames": { readonly frames: readonly { readonly stream: string; readonly frame: MediaFrame }[] };
  readonly "bus.pause": { readonly stream: string };
  readonly "publish.ended": { readonly id: string; readonly stream: string; readonly reason: EndReason };
  readonly "view.ended": { readonly id: string };
  readonly "output.state": { readonly stream: string; readonly id: string; readonly report: OutputReport };
  readonly "worker.pulse": WorkerPulse;
  readonly "worker.trouble": { readonly what: string };
}
