import { readableTexts, type ReadableText } from "@tfx/protocol/broadcasts";
import { pause } from "../pause.ts";

/** What is read from, and until when. */
export interface ReadTextsOptions {
  readonly url: string;
  readonly onTexts: (texts: readonly ReadableText[]) => void;
  readonly signal: AbortSignal;
}

/** A gateway that refuses is asked again, ever less often: it may have no room, be starting, or never let us read. */
const againMs = { first: 5_000, most: 60_000 } as const;

const parse = (data: unknown): readonly ReadableText[] => {
  try {
    return readableTexts.parse(JSON.parse(String(data)));
  } catch {
    // Of another version: what cannot be read is passed over.
    return [];
  }
};

/** Reads until the gateway refuses or ends it; a connection that was lost the browser opens again by itself. Answers whether it was let in. */
const readOnce = ({ url, onTexts, signal }: ReadTextsOptions): Promise<boolean> =>
  new Promise((resolve) => {
    const source = new EventSource(url);
    let isIn = false;
    const finish = (): void => {
      source.close();
      resolve(isIn);
    };
    source.addEventListener("open", () => (isIn = true));
    source.addEventListener("message", ({ data }) => onTexts(parse(data)));
    source.addEventListener("ended", finish);
    source.addEventListener("error", () => source.readyState === EventSource.CLOSED && finish());
    signal.addEventListener("abort", finish, { once: true });
  });

/** Reads what is written in a broadcast until the signal aborts. */
export const readTexts = async (options: ReadTextsOptions): Promise<void> => {
  let waitMs: number = againMs.first;
  while (!options.signal.aborted) {
    if (await readOnce(options)) waitMs = againMs.first;
    await pause(waitMs, options.signal);
    waitMs = Math.min(waitMs * 2, againMs.most);
  }
};
