import { TfxError } from "@tfx/protocol/tfx-error";
import type { EntryInput, EntryName, EntryParams, EntryResult, GuestMessage, HostMessage } from "@tfx/protocol/widgets";
import type { Until, WidgetStream } from "./context.ts";
import { createGuestCalls } from "./guest-calls.ts";
import { createGuestStream, discard, picturesIn, type StreamInlet } from "./guest-stream.ts";
import { createListeners, type Listeners, type Report } from "./listeners.ts";

/** The guest's end of a port to the host: the table's calls, signals, events and streams. */
export interface Bridge {
  readonly call: <N extends EntryName<"call">>(name: N, params: EntryInput<N>, until?: Until) => Promise<EntryResult<N>>;
  readonly tell: <N extends EntryName<"signal">>(name: N, params: EntryInput<N>) => void;
  readonly on: <N extends EntryName<"event">>(name: N, listener: (body: EntryParams<N>) => void) => void;
  readonly stream: <N extends EntryName<"stream">>(name: N, params: EntryInput<N>) => WidgetStream<EntryResult<N>>;
  /** An error of the widget's own code: a line for its developer. */
  readonly report: Report;
}

/** A bridge and what belongs to whoever opened it. */
export interface BridgeEnd extends Bridge {
  /** From now on messages of the host are taken. */
  start(): void;
  post(message: GuestMessage): void;
  /** Everything under way rejects with `widget/stopped`, and so does all that follows. */
  close(): void;
}

const longestLine = 2_000;

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? String(error)) : String(error));

const createOutlet = (port: MessagePort) => {
  let closed = false;
  return {
    isClosed: () => closed,
    post: (message: GuestMessage): void => {
      if (!closed) port.postMessage(message);
    },
    /** For messages with a widget's values: those that cannot be copied are the widget's mistake. */
    send: (message: GuestMessage, transfer: readonly Transferable[] = []): void => {
      try {
        if (!closed) port.postMessage(message, [...transfer]);
      } catch (error) {
        throw new TfxError("protocol/invalid", "name" in message ? { call: message.name } : {}, { cause: error });
      }
    },
    refuseWhenClosed: (): void => {
      if (closed) throw new TfxError("widget/stopped");
    },
    close: (): void => {
      closed = true;
      port.close();
    },
  };
};

const createGuestStreams = ({ post, send, refuseWhenClosed }: ReturnType<typeof createOutlet>) => {
  const inlets = new Map<number, StreamInlet>();
  return {
    open: (id: () => number, name: string, params: unknown) => (inlet: StreamInlet) => {
      refuseWhenClosed();
      const stream = id();
      send({ t: "open", id: stream, name, params });
      inlets.set(stream, inlet);
      return {
        credit: (count: number) => inlets.has(stream) && post({ t: "credit", id: stream, count }),
        close: () => inlets.delete(stream) && post({ t: "close", id: stream }),
      };
    },
    push(id: number, item: unknown): void {
      const inlet = inlets.get(id);
      if (inlet) inlet.push(item);
      else discard(item);
    },
    end(id: number, wire: unknown): void {
      const inlet = inlets.get(id);
      inlets.delete(id);
      inlet?.end(wire === undefined ? undefined : TfxError.fromWire(wire));
    },
    endAll(error: TfxError): void {
      for (const inlet of inlets.values()) inlet.end(error);
      inlets.clear();
    },
  };
};

/**
 * Opens the guest's end. `onPing` comes first when everything of the start has been taken, `onStop` when
 * the host ends the instance or is gone.
 */
export const openBridge = (port: MessagePort, hooks: { onPing(): void; onStop(): void }): BridgeEnd => {
  const outlet = createOutlet(port);
  const calls = createGuestCalls(outlet.send);
  const streams = createGuestStreams(outlet);
  const events = new Map<string, Listeners<unknown>>();
  let lastId = 0;
  const nextId = () => ++lastId;

  const handle = (message: HostMessage): void => {
    if (message.t === "event") events.get(message.name)?.emit(message.body);
    else if (message.t === "item") streams.push(message.id, message.value);
    else if (message.t === "result") calls.resolve(message.id, message.value);
    else if (message.t === "error") calls.reject(message.id, message.error);
    else if (message.t === "end") streams.end(message.id, message.error);
    else if (message.t === "stop") hooks.onStop();
    else {
      outlet.post({ t: "pong", id: message.id });
      hooks.onPing();
    }
  };
  port.addEventListener("message", ({ data }) => outlet.isClosed() || handle(data as HostMessage));
  port.addEventListener("close", () => hooks.onStop());

  const tell: Bridge["tell"] = (name, params) => outlet.send({ t: "signal", name, params }, picturesIn(params));
  const report = (error: unknown): void => tell("log.write", { level: "error", text: describe(error).slice(0, longestLine) });

  return {
    start: () => port.start(),
    post: outlet.post,
    tell,
    report,
    async call(name, params, until) {
      outlet.refuseWhenClosed();
      return (await calls.ask({ t: "call", id: nextId(), name, params }, until)) as never;
    },
    on(name, listener) {
      const listeners = events.get(name) ?? createListeners<unknown>(report);
      events.set(name, listeners);
      listeners.on((body) => listener(body as never));
    },
    stream: (name, params) => createGuestStream(streams.open(nextId, name, params)),
    close() {
      if (outlet.isClosed()) return;
      outlet.close();
      const error = new TfxError("widget/stopped");
      calls.rejectAll(error);
      streams.endAll(error);
    },
  };
};
