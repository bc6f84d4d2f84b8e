import type { ParticipantId } from "@tfx/protocol";
import type {
  AddedFilter,
  EntryParams,
  EntryResult,
  FeedItem,
  FetchProgress,
  FilterState,
  LogEntry,
  ParticipantInfo,
  Permission,
  PlainValue,
  RoomInfo,
  SeenFace,
  Sending,
  SharedFile,
  Summary,
  Surface,
  TileBox,
} from "@tfx/protocol/widgets";
import type { BroadcastPlace, BroadcastText, BroadcastTextKind, BroadcastTextsAnswer, Live, TrustedParts, Until } from "@tfx/widget-sdk";

/** Adds a listener and returns its undo. */
export type Listen<T> = (listener: (body: T) => void, until?: Until) => () => void;

/** Shared state of one instance, as core keeps it. Limits of the manifest are enforced by whoever owns it. */
export interface InstanceState {
  /** Sends to others who use the widget; everybody when nobody is named. */
  send(message: {
    channel: string;
    lane: "control" | "bulk" | "live";
    value: PlainValue;
    to: readonly ParticipantId[] | undefined;
  }): Promise<void>;
  readonly onMessage: Listen<{ channel: string; from: ParticipantId; value: PlainValue }>;
  setPresence(value: PlainValue): void;
  readonly onPresence: Listen<{ from: ParticipantId; value: PlainValue | null }>;
  /** Resolves to all of a Yjs document as one update. */
  openDoc(doc: string): Promise<Uint8Array>;
  /** @throws {TfxError} widget/quota, state/invalid */
  updateDoc(doc: string, update: Uint8Array): Promise<void>;
  readonly onDoc: Listen<{ doc: string; update: Uint8Array }>;
  setValue(key: string, value: PlainValue): void;
  readonly values: () => readonly { key: string; value: PlainValue }[];
  readonly onValue: Listen<{ key: string; value: PlainValue }>;
  /** @throws {TfxError} widget/quota */
  append(log: string, value: PlainValue): Promise<LogEntry>;
  readonly entries: () => readonly { log: string; entry: LogEntry }[];
  readonly onEntry: Listen<{ log: string; entry: LogEntry }>;
}

/** Files of one instance: what it shares ends with it. */
export interface FileServices {
  /** @throws {TfxError} widget/quota */
  share(file: Blob, options: { readonly name: string; readonly to: readonly ParticipantId[] | undefined }): SharedFile;
  unshare(id: string): void;
  /** Changes at most four times a second. */
  readonly sending: Live<readonly Sending[]>;
  /**
   * Resolves when the file is saved; its last state has been told then.
   * @throws {TfxError} file/gone, file/changed, file/cancelled, file/no-space
   */
  fetch(
    file: SharedFile & { readonly from: ParticipantId },
    options: { readonly signal: AbortSignal; readonly onProgress: (progress: FetchProgress) => void },
  ): Promise<void>;
}

/** What one instance does to the own camera's picture; ends with it. */
export interface VideoServices {
  /** Replaces the instance's stages. @throws {TfxError} widget/invalid */
  set(stages: EntryParams<"filter.set">["stages"]): Promise<void>;
  /** The instance has ended by itself: its stages end too, but what they hid is not sent before the person says so, or they are back. */
  lose(): void;
  readonly state: Live<FilterState | undefined>;
  /** Undefined while there is no camera. The caller closes the picture. @throws {TfxError} widget/invalid */
  preview(stages: EntryParams<"filter.set">["stages"], width: number): Promise<ImageBitmap | undefined>;
  readonly onFaces: Listen<readonly SeenFace[]>;
  /** Pictures for the instance's stages of kind `pictures`; whoever listens closes them. */
  readonly onPicture: Listen<{ readonly id: string; readonly bitmap: ImageBitmap }>;
  /** What the instance made of such a picture; the bitmap is the chain's from now on. */
  answer(id: string, bitmap: ImageBitmap): void;
  /** Filters that are data alone; absent for widgets that are not ours. */
  readonly added?: { readonly all: Live<readonly AddedFilter[]>; use(id: string, on: boolean): void } | undefined;
}

/** A place for a broadcast before anybody looks at what is sent there. */
export interface UngatedPlace extends Omit<BroadcastPlace, "setTexts" | "sendTexts"> {
  sendTexts(post: { readonly kinds: BroadcastTextKind[]; readonly items: BroadcastText[] }): Promise<BroadcastTextsAnswer>;
}

/** What widgets of ours have beyond the rest, before it is bound to their permission. */
export interface TrustedServices extends Pick<
  TrustedParts,
  "tracks" | "leftOut" | "compose" | "analyser" | "broadcast" | "broadcastGateway"
> {
  broadcastPlace(): Promise<UngatedPlace | undefined>;
  /**
   * Shows everybody that the call is recorded or broadcast from here, that the recording is paused, that the broadcast has
   * a break, which words go out, or that it no longer is.
   */
  announce(what: "recording" | "recordingPaused" | "onAir" | "onAirPaused" | "chatOnAir" | "captionsOnAir", on: boolean): void;
  /** Gives a permission back that was for one time. */
  giveBack(permission: Permission): Promise<void>;
}

/** Everything that the gate lets a widget reach, ungated: the app makes one for each instance. */
export interface InstanceServices {
  readonly self: ParticipantId;
  readonly room: Live<RoomInfo>;
  lock(locked: boolean): Promise<void>;
  remove(participant: ParticipantId): Promise<void>;
  /** With names; the gate takes them away where they were not allowed. */
  readonly participants: Live<readonly ParticipantInfo[]>;
  readonly state: InstanceState;
  levels(): EntryResult<"media.levels">;
  /** Begins to listen; each look is of its moment. */
  bands(): { look(): EntryResult<"media.bands">; close(): void };
  /** A picture of now, at most this wide; undefined while there is none. The caller closes it. */
  frame(wish: Pick<EntryParams<"media.frames">, "participant" | "source" | "width">): Promise<ImageBitmap | undefined>;
  stats(): Promise<EntryResult<"media.stats">>;
  readonly video: VideoServices;
  readonly ui: {
    readonly shown: Live<Surface | null>;
    open(surface: Surface): Promise<void>;
    close(): void;
    /** Brings the keyboard back to the call, if the instance's frame has it: the widget says that a key asked for it. */
    leave(): void;
    /** Tiles under the overlay; empty while the instance is no overlay. */
    readonly tiles: Live<readonly TileBox[]>;
    /** Whether the overlay takes what is pressed on it. */
    pointer(catches: boolean): void;
    toast(text: string): void;
    /** The signal takes the question away again. */
    confirm(question: EntryParams<"ui.confirm">, signal: AbortSignal): Promise<boolean>;
    /** Opens an address in another tab, after the person's yes where the widget is not ours; answers whether. */
    openLink(url: string, signal: AbortSignal): Promise<boolean>;
    badge(count: number): void;
    summary(lines: Summary): void;
  };
  readonly onCommand: Listen<string>;
  readonly storage: { get(key: string): Promise<PlainValue>; set(key: string, value: PlainValue): Promise<void> };
  /** The origin was checked by the gate; size, time and redirects are this one's to bound. */
  fetch(request: EntryParams<"net.fetch">, signal: AbortSignal): Promise<EntryResult<"net.fetch">>;
  copy(text: string): Promise<void>;
  save(file: EntryParams<"download.save">): Promise<void>;
  readonly files: FileServices;
  notify(text: string): void;
  readonly feeds: {
    publish(feed: EntryParams<"feed.use">["feed"], item: FeedItem): void;
    on(feed: EntryParams<"feed.use">["feed"], listener: (item: FeedItem) => void, until?: Until): () => void;
  };
  /** Asks the person; resolves to those that were allowed. The signal takes the question away again. */
  ask(permissions: readonly Permission[], signal: AbortSignal): Promise<readonly Permission[]>;
  readonly theme: Live<{
    readonly look: "light" | "dark";
    readonly tokens: Readonly<Record<string, string>>;
    readonly reducedMotion: boolean;
  }>;
  readonly locale: Live<{ readonly locale: string; readonly direction: "ltr" | "rtl" }>;
  log(line: { level: "debug" | "warn" | "error"; text: string }): void;
  /** For widgets of ours with `tracks:raw`; absent where none can be had. */
  readonly trusted?: TrustedServices | undefined;
}
