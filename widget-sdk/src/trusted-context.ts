import type { Broadcast, BroadcastPlace, BroadcastWish } from "./broadcast.ts";
import type { Live, WidgetContext, WidgetDefinition } from "./context.ts";

/** What a track shows or sounds of. */
export type TrackSource = "camera" | "microphone" | "screen" | "screen-audio";

/** A track of the call as it is: of the own person what is sent, of the others what arrives. Never stop it. */
export interface TrustedTrack {
  readonly participant: string;
  readonly isSelf: boolean;
  readonly name: string;
  readonly source: TrackSource;
  readonly track: MediaStreamTrack;
}

/**
 * How a composition places people: all alike, the one who speaks large, or the screen with the speaker in a corner. While
 * somebody shares, a screen is large in all but the grid.
 */
export type CompositionLayout = "grid" | "speaker" | "screen";

/** A composed stream before it starts. */
export interface CompositionOptions {
  readonly width: number;
  readonly height: number;
  /** Pictures a second, whatever the sources have. */
  readonly fps: number;
  readonly layout: CompositionLayout;
  /** A colour of CSS behind the people. */
  readonly background?: string | undefined;
  /** Writes names on the pictures. */
  readonly names?: boolean | undefined;
}

/** Somebody in a composition; whoever has no picture is shown by name. */
export interface CompositionSource {
  readonly participant: string;
  readonly name: string;
  /** What stands on the screen that is shared; the name where there is none. */
  readonly screenName?: string | undefined;
  readonly isSpeaking?: boolean | undefined;
  readonly camera?: MediaStreamTrack | undefined;
  readonly screen?: MediaStreamTrack | undefined;
  readonly microphone?: MediaStreamTrack | undefined;
  readonly screenAudio?: MediaStreamTrack | undefined;
}

/** Many pictures and sounds as one stream, whose two tracks stay the same from the first moment to `close`. */
export interface Composition {
  /** One picture track and one sound track. */
  readonly stream: MediaStream;
  /** Resolves with the first picture: what begins to record before that begins with a gap. Rejects with media/failed where there will be none. */
  readonly ready: Promise<void>;
  /** Aborts when there will be no more pictures, though nobody closed it: what drew them has ended by itself. Its sound goes on. */
  readonly lost: AbortSignal;
  /** Makes it show and sound exactly these; tracks may come, go and change at any time. */
  setSources(sources: readonly CompositionSource[]): void;
  setLayout(layout: CompositionLayout): void;
  /** A text in place of the people, such as for a break; sound goes on. */
  setSlate(text: string | undefined): void;
  /** Changes how many pictures there are a second and how large they are, as a part of full width and height: for machines that cannot do more. */
  setPace(pace: { readonly fps: number; readonly scale: number }): void;
  /** Ends both tracks. */
  close(): void;
}

/** What somebody's sound looks like at this moment. Nothing is worked out before it is asked for. */
export interface SoundAnalyser {
  /** Hz from one frequency to the next. */
  readonly hertzPerBin: number;
  /** Loudness of each frequency from 0 Hz, 0 to 255; at most 1,024 of them. All 0 while there is no sound to be had. */
  frequencies(into: Uint8Array<ArrayBuffer>): void;
  /** The latest samples at 48 kHz, with silence at 128; at most 2,048 of them. */
  wave(into: Uint8Array<ArrayBuffer>): void;
  /** May be called twice. */
  close(): void;
}

/** Leave to record: everybody sees it from its beginning to its end. */
export interface RecordingLease {
  /** Aborts when the person takes the leave back, and when the widget ends: nothing may be kept from then on. */
  readonly signal: AbortSignal;
  /** Tells everybody that the recording takes nothing for the moment, or that it goes on; what it takes is the widget's to stop. */
  setPaused(paused: boolean): void;
  /** Tells everybody that nothing is recorded any more. */
  end(): void;
}

/** What widgets of ours have beyond all others. Everything of it ends with the permission `tracks:raw` and with the widget. */
export interface TrustedParts {
  readonly tracks: Live<readonly TrustedTrack[]>;
  /** Participants who ask to be left out of recordings and broadcasts. */
  readonly leftOut: Live<ReadonlySet<string>>;
  /** Starts a composition; it is closed when the permission is taken back. @throws {TfxError} widget/revoked */
  compose(options: CompositionOptions): Composition;
  /** Looks at a person's microphone, whichever track it has; a muted one is silent. @throws {TfxError} widget/revoked */
  analyser(participant: string): SoundAnalyser;
  /** Asks the person, each time, and shows everybody; undefined when refused. Needs `media:record` in the manifest. @throws {TfxError} widget/denied, widget/revoked */
  record(): Promise<RecordingLease | undefined>;
  /** Sends a stream out of the call; everybody in it sees that until it is closed. Needs `media:broadcast`. @throws {TfxError} widget/denied, widget/revoked */
  broadcast(wish: BroadcastWish): Promise<Broadcast>;
  /** Origin of the gateway that the call's server names for broadcasts; undefined where it names none. */
  broadcastGateway(): Promise<string | undefined>;
  /**
   * A place on the gateway that the call's server names; undefined where it names none. Needs `media:broadcast`.
   * @throws {TfxError} widget/denied, widget/revoked, rate/limited, server/unreachable, server/timeout
   */
  broadcastPlace(): Promise<BroadcastPlace | undefined>;
}

/** The context of a widget of ours whose manifest has `tracks:raw`. */
export interface TrustedWidgetContext extends WidgetContext {
  readonly trusted: TrustedParts;
}

const isTrusted = (context: WidgetContext): context is TrustedWidgetContext => "trusted" in context && context.trusted !== undefined;

/** Names the code of a widget of ours that uses tracks themselves; anywhere else it does not mount. */
export const defineTrustedWidget = (definition: {
  mount(context: TrustedWidgetContext, root: HTMLElement): void | Promise<void>;
}): WidgetDefinition => ({
  mount(context, root) {
    if (!isTrusted(context)) throw new Error("This widget needs tracks:raw, which widgets of ours alone can have.");
    return definition.mount(context, root);
  },
});
