import type { ReadonlySignal } from "@preact/signals-core";
import type { ParticipantId, TrackSource } from "@tfx/protocol";
import type { LinkStats } from "./link/link-stats.ts";
import type { LinkState } from "./link/peer-link.ts";

/** Size of a picture as it is shown, in device pixels; 0 × 0 is not shown. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** What a participant has on. */
export interface ParticipantMedia {
  readonly on: ReadonlySet<TrackSource>;
  readonly hand: boolean;
}

/** Somebody else in the room. The object stays the same through dropped sockets and repaired links. */
export interface Participant {
  readonly id: ParticipantId;
  /** Milliseconds since 1970, server time. */
  readonly joinedAt: number;
  readonly name: ReadonlySignal<string>;
  readonly link: ReadonlySignal<LinkState>;
  readonly media: ReadonlySignal<ParticipantMedia>;
  /** What arrives from this person; a source that is off has no track. */
  readonly tracks: ReadonlySignal<ReadonlyMap<TrackSource, MediaStreamTrack>>;
  /** Loudness of the microphone, 0 to 1, five times a second (RFC 6464 scale made linear). */
  readonly level: ReadonlySignal<number>;
  /** Digest of the link's statistics, every two seconds while connected. */
  readonly stats: ReadonlySignal<LinkStats | undefined>;
  /** Tells the sender how large its pictures are shown here, so that it sends no more than that. */
  show(view: { readonly camera: ViewSize; readonly screen: ViewSize }): void;
}
