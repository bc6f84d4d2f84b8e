import type { Live } from "./context.ts";

/** Where a broadcast stands. `paused`: it is live, and the person has a break; `idle`: it was ended. */
export type BroadcastState = "idle" | "connecting" | "live" | "reconnecting" | "paused" | "failed";

/**
 * Why a broadcast is not live. `token`: it is missing or wrong; `not-found`: there is no such endpoint; `taken`:
 * somebody else publishes there; `busy`: the server has no room; `refused`: it does not take what is offered;
 * `malformed`: what answers is no WHIP server; `no-path`: media find no way there; `stopped`: it was ended there.
 */
export interface BroadcastProblem {
  readonly reason: "unreachable" | "token" | "not-found" | "taken" | "busy" | "refused" | "malformed" | "no-path" | "stopped";
  /** HTTP status, where the server answered. */
  readonly status?: number | undefined;
  /** The server's own words, for those who run it. */
  readonly text?: string | undefined;
}

/** How a broadcast goes out, once a second. */
export interface BroadcastStats {
  readonly kbps: number;
  /** Pictures a second as they are sent; undefined for sound alone. */
  readonly fps: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
  /** Such as `H264`. */
  readonly codec: string | undefined;
  readonly rttMs: number | undefined;
  /** Share of packets that did not arrive, 0 to 1. */
  readonly loss: number;
  /** What holds the picture back. */
  readonly limitation: "none" | "cpu" | "bandwidth" | "other";
}

/** What is broadcast, and where. */
export interface BroadcastWish {
  /** Stays the caller's; it is not stopped at the end. */
  readonly stream: MediaStream;
  /** Address of a WHIP endpoint (RFC 9725). */
  readonly endpoint: string;
  /** Bearer token; without one, none is sent. */
  readonly token?: string | undefined;
  /** Most kilobits a second of the picture. */
  readonly maxKbps: number;
  /** Most pictures a second. */
  readonly maxFps: number;
}

/** A broadcast under way. It comes back by itself after whatever breaks it, until it is closed or has `failed`. */
export interface Broadcast {
  readonly state: Live<BroadcastState>;
  /** The last reason while it is tried again, the final one in `failed`. */
  readonly problem: Live<BroadcastProblem | undefined>;
  readonly stats: Live<BroadcastStats | undefined>;
  /** Says that what is sent from now on is a break; everybody in the call sees that, too. */
  setPaused(paused: boolean): void;
  /** Ends it, on the server too. May be called twice. */
  close(): Promise<void>;
}

/** What everybody may know of a broadcast. */
export interface BroadcastAbout {
  readonly title: string;
  /** Whether it stands in the public list. */
  readonly listed: boolean;
  /** A picture in JPEG, PNG or WebP, up to 512 KiB. */
  readonly poster?: Blob | undefined;
}

/** What of the call's words those who watch may read. */
export type BroadcastTextKind = "chat" | "captions";

/** Something that was written in the call, for those who watch: plain text, at most 4,000 characters. */
export interface BroadcastText {
  /** Letters, digits, `-` and `_`, at most 64. The same again within its kind replaces it. */
  readonly id: string;
  readonly kind: BroadcastTextKind;
  /** Who wrote or said it, at most 64 characters. */
  readonly name?: string | undefined;
  /** Empty: it was taken back. */
  readonly text: string;
  /** When it was begun, in milliseconds since 1970 by this device's clock. */
  readonly at: number;
  /** Whether it is whole; otherwise more of it may come. */
  readonly done: boolean;
}

/** What became of texts: the gateway has them; they may be sent again after a while; or it will never take them. */
export type BroadcastTextsAnswer = { readonly kind: "taken" | "refused" } | { readonly kind: "later"; readonly retryMs: number };

/** What lets others watch a broadcast. */
export interface BroadcastLink {
  /** The page for those who watch; its link lets them. */
  readonly watchUrl: string;
  /** Where the gateway asks them for a token; players take it as `?token=` of their address. */
  readonly viewToken?: string | undefined;
}

/** A name on a gateway under which to broadcast, and what the gateway tells of it. */
export interface BroadcastPlace {
  /** Origin of the gateway: ways of playing begin with it. */
  readonly gateway: string;
  readonly stream: string;
  readonly endpoint: string;
  readonly token: string | undefined;
  /** What others watch by; it changes when the server has given new tokens. */
  readonly link: Live<BroadcastLink>;
  /** How many watch, every few seconds; undefined while nothing is known. */
  readonly viewers: Live<number | undefined>;
  /** Answers whether the gateway took it. */
  describe(about: BroadcastAbout): Promise<boolean>;
  /** Says that it has a break, or goes on, to those who watch. Answers whether the gateway took it. */
  setBreak(isOn: boolean): Promise<boolean>;
  /**
   * Says what those who watch may read from now on; the others in the call see that, until it is taken back. Only what the
   * widget may read itself counts: `chat:read`, `captions:read`.
   */
  setTexts(kinds: readonly BroadcastTextKind[]): void;
  /** Lets those who watch read this; at most 20 at once. What nobody was told of is left out, and nothing goes while it is not on air. */
  sendTexts(items: readonly BroadcastText[]): Promise<BroadcastTextsAnswer>;
  /** Ends it for those who watch, without waiting for it to come back. */
  end(): Promise<boolean>;
  close(): void;
}
