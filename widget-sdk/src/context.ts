import type { ParticipantId } from "@tfx/protocol";
import type {
  AddedFilter,
  EntryInput,
  EntryResult,
  FeedItem,
  FetchProgress,
  FilterState,
  LogEntry,
  ParticipantInfo,
  Permission,
  PlainValue,
  RoomInfo,
  Sending,
  SeenFace,
  SharedFile,
  Summary,
  Surface,
  TileBox,
  VideoStageInput,
  Welcome,
} from "@tfx/protocol/widgets";

/** Ends a listener or a call, where the context's own end is not soon enough. */
export interface Until {
  readonly signal?: AbortSignal | undefined;
}

/** A value that changes: its latest, and a listener for what follows. Listening returns its undo. */
export interface Live<T> {
  readonly value: T;
  on(listener: (value: T) => void, until?: Until): () => void;
}

/** Messages between those who use the widget. */
export interface WidgetChannel<T extends PlainValue> {
  /** @throws {TfxError} widget/denied, rate/limited, protocol/too-large */
  send(value: T, options?: { readonly to?: readonly ParticipantId[] | undefined }): Promise<void>;
  on(listener: (message: { readonly from: ParticipantId; readonly value: T }) => void, until?: Until): () => void;
}

/** A shared Yjs document: bytes, so that the SDK does not bring Yjs along. */
export interface SharedDocument {
  /** All of it when it was opened, as one Yjs update. */
  readonly update: Uint8Array;
  /** @throws {TfxError} widget/quota, state/invalid */
  send(update: Uint8Array): Promise<void>;
  on(listener: (update: Uint8Array) => void, until?: Until): () => void;
}

/** A log that is only ever added to, in one order for everybody; who wrote what cannot be forged or disowned. */
export interface SharedLog<T extends PlainValue> {
  readonly entries: Live<readonly (Omit<LogEntry, "value"> & { readonly value: T })[]>;
  /** @throws {TfxError} widget/quota */
  append(value: T): Promise<{ readonly id: string }>;
}

/** A shared value; the last set counts. */
export interface SharedValue<T extends PlainValue> extends Live<T> {
  set(value: T): void;
}

/** What is true of each person right now. */
export interface Presence<T extends PlainValue> {
  /** The others', by participant. */
  readonly others: Live<ReadonlyMap<ParticipantId, T>>;
  set(value: T): void;
}

/** Items that come at the pace at which they are taken; returning from the loop closes the stream. */
export type WidgetStream<T> = AsyncIterable<T>;

/**
 * All that a widget has, the same in our page and in a frame. Everything rejects with `widget/denied`
 * without the permission, with `widget/revoked` when it is taken back, and with `widget/stopped` after
 * the end.
 */
export interface WidgetContext {
  readonly widget: Welcome["widget"];
  readonly instance: Welcome["instance"];
  /** The own participant id. */
  readonly self: ParticipantId;
  /** Aborts when the instance ends. */
  readonly signal: AbortSignal;
  readonly room: {
    readonly info: Live<RoomInfo | undefined>;
    lock(locked: boolean): Promise<void>;
    remove(participant: ParticipantId): Promise<void>;
  };
  readonly participants: Live<readonly ParticipantInfo[]>;
  /** A channel of the manifest. */
  channel<T extends PlainValue>(name: string): WidgetChannel<T>;
  readonly state: {
    doc(name: string): Promise<SharedDocument>;
    value<T extends PlainValue>(key: string, initial: T): SharedValue<T>;
    log<T extends PlainValue>(name: string): SharedLog<T>;
    presence<T extends PlainValue>(): Presence<T>;
  };
  readonly media: {
    levels(options?: EntryInput<"media.levels">): WidgetStream<EntryResult<"media.levels">>;
    /** Loudness of 24 bands of everybody's sound. */
    bands(options?: EntryInput<"media.bands">): WidgetStream<EntryResult<"media.bands">>;
    frames(options: EntryInput<"media.frames">): WidgetStream<ImageBitmap>;
    stats(): WidgetStream<EntryResult<"media.stats">>;
    /** Faces in the own camera's picture, largest first. */
    faces(): WidgetStream<readonly SeenFace[]>;
    /** What is done to the own camera's picture before it is sent. */
    readonly filter: {
      /** Replaces the widget's stages; none takes them away. @throws {TfxError} widget/invalid */
      set(stages: readonly VideoStageInput[]): Promise<void>;
      /** Undefined until it is known. */
      readonly state: Live<FilterState | undefined>;
      /** Pictures for the own stages of kind `pictures`; close each, and give what becomes of it to {@link answer}. */
      pictures(): WidgetStream<EntryResult<"filter.pictures">>;
      /** What became of a picture of the stage, at most 640×360; the bitmap moves away. */
      answer(id: string, bitmap: ImageBitmap): void;
      /** Filters that are data alone, which the person added; known to widgets of ours. */
      readonly added: Live<readonly AddedFilter[]>;
      /** Puts one of {@link added} on or off. @throws {TfxError} widget/denied for widgets that are not ours */
      use(id: AddedFilter["id"], on: boolean): Promise<void>;
      /** Small pictures of the own camera through stages that are not sent; close each. */
      preview(options: EntryInput<"filter.preview">): WidgetStream<ImageBitmap>;
    };
  };
  readonly ui: {
    readonly shown: Live<Surface | null>;
    open(surface: Surface): Promise<void>;
    close(): Promise<void>;
    /** Tiles under the widget while it is an overlay, in CSS pixels of its root, those in front last. */
    readonly tiles: Live<readonly TileBox[]>;
    /** Whether an overlay takes clicks and touches; until it asks for them they go to the tiles below. */
    catchPointer(catches: boolean): void;
    toast(text: string): void;
    confirm(question: { readonly text: string; readonly yes: string }, until?: Until): Promise<boolean>;
    /**
     * Opens an address of the web or of mail in another tab: links lead nowhere in a widget's own page. To be
     * called when the person pressed something; answers whether it was opened.
     */
    openLink(url: string): Promise<boolean>;
    badge(count: number): void;
    summary(lines: Summary): void;
  };
  readonly commands: { on(command: string, run: () => void, until?: Until): () => void };
  readonly storage: {
    get(key: string): Promise<PlainValue>;
    set(key: string, value: PlainValue): Promise<void>;
  };
  readonly net: { fetch(request: EntryInput<"net.fetch">, until?: Until): Promise<EntryResult<"net.fetch">> };
  readonly clipboard: { write(text: string): Promise<void> };
  /** Files of any size: shared where they are, fetched by whoever wants them. */
  readonly files: {
    /**
     * Lets others fetch a file, for as long as the widget runs or until {@link unshare}; tell them what it
     * answers. Nothing is read before somebody fetches. @throws {TfxError} widget/quota
     */
    share(file: Blob, options: { readonly name: string; readonly to?: readonly ParticipantId[] | undefined }): Promise<SharedFile>;
    unshare(id: string): void;
    /**
     * Fetches what somebody shares and saves it where the person chooses. The stream ends after its last
     * state; leaving the loop cancels. @throws {TfxError} file/gone, file/changed, file/cancelled, file/no-space
     */
    fetch(file: SharedFile & { readonly from: ParticipantId }): WidgetStream<FetchProgress>;
    /** Who fetches the own files, and how far they are. */
    readonly sending: Live<readonly Sending[]>;
  };
  download(file: EntryInput<"download.save">): Promise<void>;
  notify(text: string): void;
  readonly feeds: {
    publish(feed: EntryInput<"feed.use">["feed"], item: FeedItem): void;
    use(feed: EntryInput<"feed.use">["feed"]): WidgetStream<FeedItem>;
  };
  readonly permissions: {
    readonly granted: Live<ReadonlySet<Permission>>;
    request(permissions: readonly Permission[]): Promise<ReadonlySet<Permission>>;
  };
  readonly locale: Live<{ readonly locale: string; readonly direction: "ltr" | "rtl" }>;
  readonly theme: Live<{
    readonly look: "light" | "dark";
    readonly tokens: Readonly<Record<string, string>>;
    readonly reducedMotion: boolean;
  }>;
  readonly log: { debug(text: string): void; warn(text: string): void; error(text: string): void };
}

/** What an author writes: draws into `root` and cleans up through `context.signal`. */
export interface WidgetDefinition {
  mount(context: WidgetContext, root: HTMLElement): void | Promise<void>;
}

/** Names a widget's code as such, with its types. */
export const defineWidget = (definition: WidgetDefinition): WidgetDefinition => definition;
