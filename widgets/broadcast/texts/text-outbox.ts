import type { BroadcastPlace, BroadcastText, BroadcastTextsAnswer } from "@tfx/widget-sdk";

/** Brings texts to the gateway: a few at a time, in their order, again where the way is interrupted. */
export interface TextOutbox {
  add(texts: readonly BroadcastText[]): void;
  /** Tells the gateway what may be read, even while there is nothing to read. */
  tell(): void;
  close(): void;
}

/** Whoever types sees each letter go out; half a second of them is one message. */
const everyMs = 500;
const mostAtOnce = 20;
/** JSON of this many characters stays below what gateways take, in any script. */
const mostChars = 12_000;
/** What cannot be brought for so long is of no use to those who watch: the oldest goes first. */
const mostWaiting = 200;

/** Makes the outbox of one broadcast. */
export const createTextOutbox = (send: BroadcastPlace["sendTexts"]): TextOutbox => {
  const waiting = new Map<string, BroadcastText>();
  let isTold = true;
  let isSending = false;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let readyAtMs = 0;
  const batch = (): readonly (readonly [string, BroadcastText])[] => {
    const entries = [...waiting].slice(0, mostAtOnce);
    let chars = 0;
    const end = entries.findIndex(([, { text }], index) => (chars += text.length) > mostChars && index > 0);
    return end === -1 ? entries : entries.slice(0, end);
  };
  const settle = (entries: ReturnType<typeof batch>, { kind }: BroadcastTextsAnswer): void => {
    if (kind === "later") {
      isTold = false;
      return;
    }
    // What was changed meanwhile goes again.
    for (const [key, text] of entries) if (waiting.get(key) === text) waiting.delete(key);
  };
  const flush = async (): Promise<void> => {
    timer = undefined;
    isSending = true;
    isTold = true;
    const entries = batch();
    const answer = await send(entries.map(([, text]) => text));
    settle(entries, answer);
    readyAtMs = performance.now() + (answer.kind === "later" ? answer.retryMs : everyMs);
    isSending = false;
    plan();
  };
  const plan = (): void => {
    if (isClosed || isSending || timer !== undefined || (waiting.size === 0 && isTold)) return;
    timer = setTimeout(() => void flush(), Math.max(readyAtMs - performance.now(), 0));
  };
  return {
    add(texts) {
      for (const text of texts) waiting.set(`${text.kind} ${text.id}`, text);
      for (const key of waiting.keys()) if (waiting.size > mostWaiting) waiting.delete(key);
      plan();
    },
    tell() {
      isTold = false;
      plan();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
};
