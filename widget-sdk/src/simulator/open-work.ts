import { TfxError } from "@tfx/protocol";
import type { GuestMessage, HostMessage } from "@tfx/protocol/widgets";

type Post = (message: HostMessage) => void;

/** A use of an entry that goes on. */
export interface OpenUse {
  readonly name: string;
  readonly params: unknown;
}

interface OpenStream extends OpenUse {
  credits: number;
  readonly controller: AbortController;
}

/** Runs a stream that has a source of its own; undefined for those that tests push into. */
type Source = (use: OpenUse, sink: { push: (item: unknown) => void; signal: AbortSignal }) => Promise<void> | undefined;

interface OpenCall extends OpenUse {
  readonly controller: AbortController;
}

/** Streams under way. */
export const createOpenStreams = (post: Post, { accept, run }: { accept: (use: OpenUse) => unknown; run: Source }) => {
  const open = new Map<number, OpenStream>();
  const end = (id: number, error?: TfxError): void => {
    const stream = open.get(id);
    if (!open.delete(id)) return;
    stream?.controller.abort();
    post({ t: "end", id, error: error?.toWire() });
  };
  const follow = async (id: number, stream: OpenStream): Promise<void> => {
    // Every step arrives, credit or not: there are few, and the last matters.
    const push = (item: unknown): void => void (open.has(id) && post({ t: "item", id, value: item }));
    try {
      const source = run(stream, { push, signal: stream.controller.signal });
      if (source === undefined) return;
      await source;
      end(id);
    } catch (error) {
      end(id, TfxError.from(error));
    }
  };
  return {
    open({ id, name, params }: Extract<GuestMessage, { t: "open" }>) {
      try {
        const stream = { name, params: accept({ name, params }), credits: 0, controller: new AbortController() };
        open.set(id, stream);
        void follow(id, stream);
      } catch (error) {
        post({ t: "end", id, error: TfxError.from(error).toWire() });
      }
    },
    credit(id: number, count: number) {
      const stream = open.get(id);
      if (stream) stream.credits += count;
    },
    close(id: number) {
      open.get(id)?.controller.abort();
      open.delete(id);
    },
    push(name: string, item: unknown, fits: (params: unknown) => boolean): number {
      let pushed = 0;
      for (const [id, stream] of open) {
        if (stream.name !== name || stream.credits === 0 || !fits(stream.params)) continue;
        stream.credits -= 1;
        pushed += 1;
        post({ t: "item", id, value: item });
      }
      return pushed;
    },
    endWhere(isOver: (use: OpenUse) => boolean, error: TfxError) {
      for (const [id, stream] of open) {
        if (isOver(stream)) end(id, error);
      }
    },
  };
};

/** Calls under way. */
export const createOpenCalls = (post: Post, run: (call: OpenCall) => Promise<unknown>) => {
  const open = new Map<number, OpenCall>();
  const settle = (id: number, message: HostMessage): void => {
    if (open.delete(id)) post(message);
  };
  return {
    async call({ id, name, params }: Extract<GuestMessage, { t: "call" }>): Promise<void> {
      const call = { name, params, controller: new AbortController() };
      open.set(id, call);
      try {
        settle(id, { t: "result", id, value: await run(call) });
      } catch (error) {
        settle(id, { t: "error", id, error: TfxError.from(error).toWire() });
      }
    },
    cancel(id: number) {
      const call = open.get(id);
      open.delete(id);
      call?.controller.abort();
    },
    endWhere(isOver: (use: OpenUse) => boolean, error: TfxError) {
      for (const [id, call] of open) {
        if (!isOver(call)) continue;
        settle(id, { t: "error", id, error: error.toWire() });
        call.controller.abort();
      }
    },
  };
};

/** Questions whether the guest is there and has handled what was sent before. */
export const createPings = (post: Post) => {
  const waiting = new Map<number, () => void>();
  let last = 0;
  return {
    ping: (): Promise<void> =>
      new Promise((resolve) => {
        last += 1;
        waiting.set(last, resolve);
        post({ t: "ping", id: last });
      }),
    handlePong: (id: number): void => {
      waiting.get(id)?.();
      waiting.delete(id);
    },
    answerAll: (): void => {
      for (const resolve of waiting.values()) resolve();
      waiting.clear();
    },
  };
};
