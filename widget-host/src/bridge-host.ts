import { TfxError } from "@tfx/protocol";
import { bridgeLimits, bridgeTimes, guestMessage, type GuestMessage, type HostMessage } from "@tfx/protocol/widgets";
import { createCreditedStream, type CreditedStream } from "./credited-stream.ts";
import type { Gate } from "./gate.ts";
import type { Emit } from "./gate-events.ts";
import { discard, picturesIn } from "./gate-streams.ts";
import { startHeartbeat, type Heartbeat } from "./heartbeat.ts";
import { createPortLimits } from "./port-limits.ts";
import { reportBug } from "./report-bug.ts";
import { createTokenBucket } from "./token-bucket.ts";

/** The host's end of one port. */
export interface BridgeHost {
  readonly gate: Gate;
  /** Asks the guest to clean up, waits at most two seconds, and closes the port. */
  stop(): Promise<void>;
  /** Closes the port at once. Closing twice is fine. */
  close(why: TfxError): void;
}

/** What the host's end is made of. */
export interface BridgeHostOptions {
  readonly port: MessagePort;
  readonly createGate: (emit: Emit, signal: AbortSignal) => Gate;
  readonly onMounted: () => void;
  /** Once, after the port was closed: widget/stopped, widget/crashed or widget/unresponsive. */
  readonly onEnded: (why: TfxError) => void;
  /** The guest said something of its own: anything but a pong or a credit. */
  readonly onHeard?: (() => void) | undefined;
  /** The person wants to leave its frame by the keyboard: so the guest says, at most so often as `leaveLimits`. */
  readonly onLeave?: (() => void) | undefined;
  /** A signal that was not let through, for the log of the widget's author. */
  readonly onRefused?: ((name: string, why: TfxError) => void) | undefined;
  readonly nowMs?: (() => number) | undefined;
}

/** Nobody leaves a frame more often than this; what is beyond it is dropped. */
const leaveLimits = { perSecond: 1, burst: 2 } as const;

type Of<T extends GuestMessage["t"]> = Extract<GuestMessage, { t: T }>;
type Post = (message: HostMessage, transfer?: readonly Transferable[]) => void;
type Handlers = { readonly [T in GuestMessage["t"]]: (message: Of<T>) => void };

const tooMany = (): TfxError => new TfxError("rate/limited", { retryAfterMs: 1_000 });

/** Calls under way. Ids only ever grow, so a replayed message is told from a new one. */
const createOpenCalls = (gate: Gate, { post, onLie }: { post: Post; onLie: () => void }) => {
  const open = new Map<number, AbortController>();
  let last = -1;
  const run = async ({ id, name, params }: Of<"call">, controller: AbortController): Promise<void> => {
    try {
      post({ t: "result", id, value: await gate.call(name, params, controller.signal) });
    } catch (error) {
      const known = TfxError.from(error);
      if (known.code === "internal") reportBug(known);
      post({ t: "error", id, error: known.toWire() });
    } finally {
      open.delete(id);
    }
  };
  return {
    call(message: Of<"call">) {
      if (message.id <= last) return onLie();
      last = message.id;
      if (open.size >= bridgeLimits.maxOpenCalls) return post({ t: "error", id: message.id, error: tooMany().toWire() });
      const controller = new AbortController();
      open.set(message.id, controller);
      void run(message, controller);
    },
    cancel: ({ id }: Of<"cancel">) => open.get(id)?.abort(),
  };
};

/** Streams under way, each with its credits. */
const createOpenStreams = (gate: Gate, { post, onLie }: { post: Post; onLie: () => void }) => {
  const open = new Map<number, CreditedStream>();
  let last = -1;
  const run = async ({ id, name, params }: Of<"open">, stream: CreditedStream): Promise<void> => {
    try {
      await gate.stream(name, params, stream);
      stream.finish();
      if (open.has(id)) post({ t: "end", id });
    } catch (error) {
      const known = TfxError.from(error);
      if (known.code === "internal") reportBug(known);
      // Whoever closed the stream waits for no end.
      if (open.has(id)) post({ t: "end", id, error: known.toWire() });
    } finally {
      open.delete(id);
      stream.close();
    }
  };
  return {
    open(message: Of<"open">) {
      const { id } = message;
      if (id <= last) return onLie();
      last = id;
      if (open.size >= bridgeLimits.maxStreams) return post({ t: "end", id, error: tooMany().toWire() });
      const stream = createCreditedStream((value) => post({ t: "item", id, value }, picturesIn(value)));
      open.set(id, stream);
      void run(message, stream);
    },
    credit: ({ id, count }: Of<"credit">) => open.get(id)?.credit(count),
    close({ id }: Of<"close">) {
      const stream = open.get(id);
      open.delete(id);
      stream?.close();
    },
    closeAll() {
      for (const stream of open.values()) stream.close();
    },
  };
};

/** Posts, and drops what cannot be cloned: that is a bug of ours, never the guest's. */
const createPost = (port: MessagePort, signal: AbortSignal): Post => {
  return (message, transfer = []) => {
    if (signal.aborted) return;
    try {
      port.postMessage(message, [...transfer]);
    } catch (error) {
      reportBug(error);
      const { t } = message;
      if (t === "result") port.postMessage({ t: "error", id: message.id, error: new TfxError("internal").toWire() } satisfies HostMessage);
    }
  };
};

const byKind = (handlers: Handlers): ((message: GuestMessage) => void) => {
  const found = new Map(Object.entries(handlers) as [string, (message: GuestMessage) => void][]);
  return (message) => found.get(message.t)?.(message);
};

/** The one end of a port, whatever the reason. */
const createEnd = ({ port, onEnded }: Pick<BridgeHostOptions, "port" | "onEnded">) => {
  const controller = new AbortController();
  const end = (why: TfxError): void => {
    if (controller.signal.aborted) return;
    controller.abort(why);
    port.onmessage = null;
    port.close();
    onEnded(why);
  };
  return { closed: controller.signal, end };
};

/** Makes the host's end of a port and starts it. What the guest sends is trusted in nothing. */
export const createBridgeHost = (options: BridgeHostOptions): BridgeHost => {
  const { port, onMounted, onHeard, onLeave, onRefused, nowMs = () => performance.now() } = options;
  const { closed, end } = createEnd(options);
  let isStopping = false;
  const crash = (text: string): void => end(new TfxError("widget/crashed", { text }));
  const post = createPost(port, closed);
  const gate = options.createGate((name, body) => post({ t: "event", name, body }), closed);
  const onLie = (): void => crash("The widget used the number of a message twice.");
  const calls = createOpenCalls(gate, { post, onLie });
  const streams = createOpenStreams(gate, { post, onLie });
  closed.addEventListener("abort", () => streams.closeAll(), { once: true });
  const heartbeat: Heartbeat = startHeartbeat({
    ping: (id) => post({ t: "ping", id }),
    onMissed: () => end(new TfxError("widget/unresponsive")),
    signal: closed,
  });
  const handle = byKind({
    call: (message) => calls.call(message),
    cancel: (message) => calls.cancel(message),
    signal: ({ name, params }) => {
      const why = gate.tell(name, params);
      if (why === undefined) return;
      discard(params);
      onRefused?.(name, why);
    },
    open: (message) => streams.open(message),
    credit: (message) => streams.credit(message),
    close: (message) => streams.close(message),
    pong: ({ id }) => heartbeat.handlePong(id),
    mounted: () => onMounted(),
    leave: () => leaves.take() === 0 && onLeave?.(),
    crashed: ({ text }) => crash(text),
  });
  const leaves = createTokenBucket({ ...leaveLimits, nowMs });
  const limit = createPortLimits(nowMs);
  port.addEventListener("close", () => (isStopping ? end(new TfxError("widget/stopped")) : crash("The widget went away.")));
  port.onmessageerror = () => crash("The widget sent something that cannot be read.");
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (closed.aborted) return;
    const broken = limit(data);
    if (broken !== undefined) return crash(broken);
    const parsed = guestMessage.safeParse(data);
    if (!parsed.success) return crash("The widget sent a message that is none.");
    // Credits are paid as items are taken, whatever the widget does: they say no more of it than a pong.
    if (parsed.data.t !== "pong" && parsed.data.t !== "credit") onHeard?.();
    handle(parsed.data);
  };
  return {
    gate,
    close: end,
    async stop() {
      if (closed.aborted) return;
      isStopping = true;
      // The gate stays open: a widget that cleans up may still say something.
      post({ t: "stop" });
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => end(new TfxError("widget/stopped")), bridgeTimes.stop);
        closed.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
      });
    },
  };
};
