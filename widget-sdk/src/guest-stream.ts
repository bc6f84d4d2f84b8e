import type { TfxError } from "@tfx/protocol/tfx-error";
import type { WidgetStream } from "./context.ts";

/** Items that may be under way or untaken: one in the widget's hands and one to follow it without a gap. */
const creditAhead = 2;

/** Where the bridge puts what the host sends into a stream. */
export interface StreamInlet {
  push(item: unknown): void;
  end(error?: TfxError): void;
}

/** What a stream says to the host. */
export interface StreamLine {
  credit(count: number): void;
  close(): void;
}

const isPicture = (value: unknown): value is ImageBitmap => typeof ImageBitmap !== "undefined" && value instanceof ImageBitmap;

/** Pictures that an item or a message is, or holds; they move to whoever gets it. */
export const picturesIn = (item: unknown): readonly ImageBitmap[] => {
  if (isPicture(item)) return [item];
  return typeof item === "object" && item !== null && "bitmap" in item && isPicture(item.bitmap) ? [item.bitmap] : [];
};

/** Pictures hold memory of the graphics card until they are closed. */
export const discard = (item: unknown): void => picturesIn(item).forEach((picture) => picture.close());

async function* takeItems<T>(open: (inlet: StreamInlet) => StreamLine, stop: AbortSignal): AsyncGenerator<T, void, void> {
  const untaken: T[] = [];
  let ended: { readonly error: TfxError | undefined } | undefined;
  let wake = () => {};
  stop.addEventListener("abort", () => wake(), { once: true });
  const line = open({
    push(item) {
      untaken.push(item as T);
      wake();
    },
    end(error) {
      ended = { error };
      wake();
    },
  });
  line.credit(creditAhead);
  try {
    while (!stop.aborted) {
      if (untaken.length > 0) {
        yield untaken.shift() as T;
        line.credit(1);
      } else if (ended !== undefined) {
        if (ended.error) throw ended.error;
        return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    if (ended === undefined) line.close();
    for (const item of untaken) discard(item);
  }
}

/** A stream that is opened by each loop over it, and closed by its end. `open` throws when there is no host any more. */
export const createGuestStream = <T>(open: (inlet: StreamInlet) => StreamLine): WidgetStream<T> => ({
  [Symbol.asyncIterator]() {
    const stop = new AbortController();
    const items = takeItems<T>(open, stop.signal);
    return {
      next: () => items.next(),
      // A generator by itself would take this in only with the next item.
      return: () => {
        stop.abort();
        return items.return();
      },
    };
  },
});
