import type { EntryName, EntryParams, EntryResult } from "@tfx/protocol/widgets";
import type { InstanceServices } from "./services.ts";

/** Where a stream's items go. */
export interface Sink<T = unknown> {
  /** Aborts when the stream ends, for whatever reason. */
  readonly signal: AbortSignal;
  /** Whether the guest has room for one more. */
  wanted(): boolean;
  push(item: T): void;
  /** Ends the stream after what was pushed: there is no more. */
  end(): void;
  /** Ends the stream, because its source failed. */
  fail(error: unknown): void;
}

type Streams = { readonly [N in EntryName<"stream">]: (params: EntryParams<N>, sink: Sink<EntryResult<N>>) => void };

const isPicture = (value: unknown): value is ImageBitmap => typeof ImageBitmap !== "undefined" && value instanceof ImageBitmap;

/** Pictures that an item or a message is, or holds. */
export const picturesIn = (item: unknown): readonly ImageBitmap[] => {
  if (isPicture(item)) return [item];
  return typeof item === "object" && item !== null && "bitmap" in item && isPicture(item.bitmap) ? [item.bitmap] : [];
};

/** Frees what an item holds, when nobody will get it. */
export const discard = (item: unknown): void => picturesIn(item).forEach((picture) => picture.close());

/** Takes an item at a pace, while it is wanted and the one before has come. */
const paced = <T>(perSecond: number, sink: Sink<T>, take: () => Promise<T | undefined>): void => {
  let isBusy = false;
  const tick = async (): Promise<void> => {
    if (isBusy || sink.signal.aborted || !sink.wanted()) return;
    isBusy = true;
    try {
      const item = await take();
      if (item !== undefined) sink.push(item);
    } catch (error) {
      sink.fail(error);
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void tick(), 1_000 / perSecond);
  sink.signal.addEventListener("abort", () => clearInterval(timer), { once: true });
};

const addressFields = new Set(["address", "ip", "relatedAddress", "relatedPort", "port", "url", "usernameFragment", "foundation"]);

const withoutAddresses = (people: EntryResult<"media.stats">): EntryResult<"media.stats"> =>
  people.map(({ participant, report }) => ({
    participant,
    report: report.map((entry) => Object.fromEntries(Object.entries(entry).filter(([field]) => !addressFields.has(field)))),
  }));

/** Where the items of each stream come from once the gate has let it through, by name. */
export const createStreams = (services: InstanceServices): ReadonlyMap<string, (params: unknown, sink: Sink) => void> => {
  const streams: Streams = {
    "media.levels": ({ perSecond }, sink) => paced(perSecond, sink, async () => services.levels()),
    "media.bands": ({ perSecond }, sink) => {
      const bands = services.bands();
      sink.signal.addEventListener("abort", () => bands.close(), { once: true });
      paced(perSecond, sink, async () => bands.look());
    },
    "media.frames": ({ perSecond, ...wish }, sink) => paced(perSecond, sink, () => services.frame(wish)),
    "media.stats": (_none, sink) => paced(1, sink, async () => withoutAddresses(await services.stats())),
    "filter.preview": ({ stages, width, perSecond }, sink) => paced(perSecond, sink, () => services.video.preview(stages, width)),
    "filter.pictures": (_none, sink) => {
      services.video.onPicture((picture) => (sink.wanted() ? sink.push(picture) : discard(picture)), { signal: sink.signal });
    },
    "media.faces": (_none, sink) => {
      services.video.onFaces((faces) => sink.push([...faces]), { signal: sink.signal });
    },
    "files.fetch": (file, sink) => {
      services.files.fetch(file, { signal: sink.signal, onProgress: (progress) => sink.push(progress) }).then(
        () => sink.end(),
        (error: unknown) => sink.fail(error),
      );
    },
    "feed.use": ({ feed }, sink) => {
      services.feeds.on(feed, (item) => sink.push(item), { signal: sink.signal });
    },
  };
  return new Map(Object.entries(streams) as [string, (params: unknown, sink: Sink) => void][]);
};
