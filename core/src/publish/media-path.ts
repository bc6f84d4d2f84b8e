import type { FoundCandidate } from "../whip/ice-fragment.ts";

/** A candidate of this side, with the ICE session that it belongs to. */
export interface LocalCandidate extends FoundCandidate {
  readonly usernameFragment: string | null;
}

/** How far the way of media to the server is. */
export type PathState = "connecting" | "connected" | "interrupted" | "failed";

/** The way of media to one media server: an `RTCPeerConnection` that sends, or a stand-in for one. */
export interface MediaPath {
  /** What is offered; nothing is gathered before `begin`, so that the server's ICE servers are used. */
  offer(): Promise<string>;
  /** Takes the answer and looks for a way. */
  begin(answer: string, iceServers: readonly RTCIceServer[]): Promise<void>;
  /** New credentials for another way (RFC 8445 §9); answers the new description of this side. */
  restart(): Promise<string>;
  /** Takes the answer to a restart. */
  finishRestart(answer: string): Promise<void>;
  readonly state: PathState;
  /** Hears of each candidate, and of their end as undefined. */
  onCandidate(listen: (candidate: LocalCandidate | undefined) => void): void;
  onState(listen: (state: PathState) => void): void;
  stats(): Promise<RTCStatsReport>;
  close(): void;
}

/** What is sent, and how much of it at most. */
export interface SendOptions {
  readonly stream: MediaStream;
  readonly maxKbps: number;
  readonly maxFps: number;
}
