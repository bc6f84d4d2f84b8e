import { TfxError } from "@tfx/protocol";
import {
  findEntry,
  guestMessage,
  type EntryKind,
  type EntryName,
  type EntryParams,
  type EntryResult,
  type GuestMessage,
  type HostMessage,
  type PlainValue,
} from "@tfx/protocol/widgets";
import { byteSize } from "./byte-size.ts";
import { createOpenCalls, createOpenStreams, createPings, type OpenUse } from "./open-work.ts";

/** What the simulator does for each call and signal. */
export type Handlers = {
  readonly [N in EntryName<"call">]: (params: EntryParams<N>, signal: AbortSignal) => EntryResult<N> | Promise<EntryResult<N>>;
} & { readonly [N in EntryName<"signal">]: (params: EntryParams<N>) => void };

/** A message that was not let through. */
export interface Refused {
  readonly name: string;
  readonly error: TfxError;
}

/** Host's end of one port, which holds every message against the table. */
export interface SimulatedHost {
  /** Tells the guest, unless it may not know. */
  readonly event: <N extends EntryName<"event">>(name: N, body: EntryParams<N>) => void;
  /** Sends an item to the open streams of a name that have a credit and fit; answers how many. */
  readonly push: <N extends EntryName<"stream">>(name: N, item: EntryResult<N>, only?: (params: EntryParams<N>) => boolean) => number;
  /** Ends what is under way and may not be any more. */
  revoke(): void;
  /** Resolves when the guest has handled all that was sent before. */
  ping(): Promise<void>;
  /** Messages taken so far, pongs aside. */
  readonly taken: () => number;
  stop(): void;
}

interface HostOptions {
  readonly handlers: Handlers;
  readonly fetchFile: (
    wish: EntryParams<"files.fetch">,
    sink: { push: (item: EntryResult<"files.fetch">) => void; signal: AbortSignal },
  ) => Promise<void>;
  /** What is wrong with a use of an entry, by permission and manifest. */
  readonly refuse: (name: string, params: unknown) => TfxError | undefined;
  readonly onMounted: () => void;
  readonly onCrashed: (text: string) => void;
  readonly onRefused: (refused: Refused) => void;
}

/** Holds parameters against their schema and size. @throws {TfxError} protocol/unknown-call, protocol/too-large, protocol/invalid */
const check = (kind: EntryKind, name: string, given: unknown): unknown => {
  const entry = findEntry(name);
  if (entry?.kind !== kind) throw new TfxError("protocol/unknown-call");
  const parsed = entry.params.safeParse(given);
  if (!parsed.success) throw new TfxError("protocol/invalid", { call: name, path: parsed.error.issues[0]?.path.join(".") });
  const { maxBytes } = entry.limits;
  if (kind !== "event" && byteSize(parsed.data as PlainValue) > maxBytes) throw new TfxError("protocol/too-large", { limit: maxBytes });
  return parsed.data;
};

/** Lets a message through or says why not. */
const createEntrance = ({ handlers, refuse, onRefused }: Pick<HostOptions, "handlers" | "refuse" | "onRefused">) => {
  const byName = new Map(Object.entries(handlers) as [string, (params: unknown, signal?: AbortSignal) => unknown][]);
  const accept = (kind: EntryKind, { name, params: given }: OpenUse): unknown => {
    try {
      const params = check(kind, name, given);
      const why = refuse(name, params);
      if (why) throw why;
      return params;
    } catch (error) {
      onRefused({ name, error: TfxError.from(error) });
      throw error;
    }
  };
  const run = (name: string, { params, signal }: { params: unknown; signal?: AbortSignal }): unknown => byName.get(name)?.(params, signal);
  return {
    stream: (use: OpenUse) => accept("stream", use),
    call: async ({ controller, ...use }: OpenUse & { readonly controller: AbortController }): Promise<unknown> =>
      findEntry(use.name)?.result.parse(await run(use.name, { params: accept("call", use), signal: controller.signal })),
    tell: (use: OpenUse): void => {
      let params: unknown;
      try {
        params = accept("signal", use);
      } catch {
        // Nobody waits for an answer; it stands among the refused.
        return;
      }
      run(use.name, { params });
    },
  };
};

export const createSimulatedHost = (port: MessagePort, options: HostOptions): SimulatedHost => {
  let taken = 0;
  let stopped = false;
  const post = (message: HostMessage): void => {
    if (!stopped) port.postMessage(message);
  };
  const entrance = createEntrance(options);
  const calls = createOpenCalls(post, entrance.call);
  const streams = createOpenStreams(post, {
    accept: entrance.stream,
    run: ({ name, params }, sink) => (name === "files.fetch" ? options.fetchFile(params as EntryParams<"files.fetch">, sink) : undefined),
  });
  const pings = createPings(post);

  const handle = (message: GuestMessage): void => {
    if (message.t === "pong") return pings.handlePong(message.id);
    taken += 1;
    if (message.t === "call") void calls.call(message);
    else if (message.t === "cancel") calls.cancel(message.id);
    else if (message.t === "signal") entrance.tell(message);
    else if (message.t === "open") streams.open(message);
    else if (message.t === "credit") streams.credit(message.id, message.count);
    else if (message.t === "close") streams.close(message.id);
    else if (message.t === "mounted") options.onMounted();
    else if (message.t === "crashed") options.onCrashed(message.text);
  };
  port.addEventListener("message", ({ data }) => handle(guestMessage.parse(data)));
  port.start();
  return {
    taken: () => taken,
    event: (name, body) => {
      check("event", name, body);
      if (options.refuse(name, body) === undefined) post({ t: "event", name, body });
    },
    push: (name, item, only) =>
      streams.push(name, findEntry(name)?.result.parse(item), (params) => only === undefined || only(params as never)),
    revoke() {
      const isOver = ({ name, params }: OpenUse) => options.refuse(name, params) !== undefined;
      calls.endWhere(isOver, new TfxError("widget/revoked"));
      streams.endWhere(isOver, new TfxError("widget/revoked"));
    },
    ping: () => (stopped ? Promise.resolve() : pings.ping()),
    stop() {
      post({ t: "stop" });
      stopped = true;
      pings.answerAll();
    },
  };
};
