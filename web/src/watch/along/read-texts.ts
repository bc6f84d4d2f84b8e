import { readableTexts, type ReadableText } from "@tfx/protocol/broadcasts";
import { pause } from "../pause.ts";

/** What is read from, and until when. */
export interface ReadTextsOptions {
  readonly url: string;
  readonly onTexts: (texts: readonly ReadableText[]) => void;
  readonly signal: AbortSignal;
}

/** A gateway that refuses is asked again after this time: it may have no room, or be starting. */
const againMs = 5_000;

const parse = (data: unknown): readonly ReadableText[] => {
  try {
    return readableTexts.parse(JSON.parse(String(data)));
  } catch {
    // Of another version: what cannot be read is passed over.
    return [];
  }
};

/** Reads until the gateway refuses or ends it; a connection that was lost the browser opens again by itself. */
const readOnce = ({ url, onTexts, signal }: ReadTextsOptions): Promise<void> =>
  new Promise((resolve) => {
    const source = new EventSource(url);
    const finish = (): void => {
      source.close();
      resolve();
    };
    source.addEventListener("message", ({ data }) => onTexts(parse(data)));
    source.addEventListener("ended", finish);
    source.addEventListener("error", () => source.readyState === EventSource.CLOSED && finish());
    signal.addEventListener("abort", finish, { once: true });
  });

/** Reads what is written in a broadcast until the signal aborts. */
export const readTexts = async (options: ReadTextsOptions): Promise<void> => {
  while (!options.signal.aborted) {
    await readOnce(options);
    await pause(againMs, options.signal);
  }
};
