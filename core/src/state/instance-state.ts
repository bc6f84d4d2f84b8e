import type { ReadonlySignal } from "@preact/signals-core";
import { TfxError, type ParticipantId } from "@tfx/protocol";
import type { LogEntry, PlainValue, Summary } from "@tfx/protocol/widgets";
import type { InstanceData } from "./instance-data.ts";
import type { MessageExchange, WidgetMessage } from "./message-exchange.ts";
import type { StateExchange } from "./state-exchange.ts";
import type { PresenceExchange } from "./presence-exchange.ts";
import type { RoomData } from "./room-data.ts";
import type { SessionKey } from "./session-key.ts";
import { encodePlain } from "./shared-values.ts";
import { signEntry } from "./signed-log.ts";
import { stateLimits } from "./state-limits.ts";
import { isInvalid, isPast, throwRefusal } from "./state-verdict.ts";
import type { UsersExchange } from "./users-exchange.ts";

/** Adds a listener and returns its undo. */
export type StateListen<T> = (listener: (body: T) => void, until?: { readonly signal?: AbortSignal | undefined }) => () => void;

/**
 * Shared state of one running instance of a widget. It belongs to the page and not to the widget: it is kept
 * while the widget is closed, crashed or not even here. Every call throws `widget/stopped` once it has ended.
 */
export interface InstanceState {
  /** @throws {TfxError} protocol/too-large, state/invalid */
  send(message: WidgetMessage): Promise<void>;
  readonly onMessage: StateListen<{ channel: string; from: ParticipantId; value: PlainValue }>;
  /** At most 1,000 bytes; null takes it away. @throws {TfxError} widget/quota */
  setPresence(value: PlainValue): void;
  /** What others have set is told at once, before this returns. */
  readonly onPresence: StateListen<{ from: ParticipantId; value: PlainValue | null }>;
  /** Resolves to all of a Yjs document as one update. @throws {TfxError} widget/quota */
  openDoc(doc: string): Promise<Uint8Array>;
  /** Adds at most 64 KiB; larger changes must be made in several transactions. @throws {TfxError} widget/quota, state/invalid */
  updateDoc(doc: string, update: Uint8Array): Promise<void>;
  /** Updates of others, those of a late-join sync included. */
  readonly onDoc: StateListen<{ doc: string; update: Uint8Array }>;
  /** @throws {TfxError} widget/quota, state/invalid */
  setValue(key: string, value: PlainValue): void;
  readonly values: () => readonly { key: string; value: PlainValue }[];
  readonly onValue: StateListen<{ key: string; value: PlainValue }>;
  /** @throws {TfxError} widget/quota, state/invalid */
  append(log: string, value: PlainValue): Promise<LogEntry>;
  /** In the order that everybody has. */
  readonly entries: () => readonly { log: string; entry: LogEntry }[];
  /** Entries as they arrive; one that was written at the same time elsewhere may belong before others. */
  readonly onEntry: StateListen<{ log: string; entry: LogEntry }>;
  /** Those who have the widget open, oneself included. */
  readonly users: ReadonlySignal<ReadonlySet<ParticipantId>>;
  /** The widget was opened or closed here. */
  use(on: boolean): void;
  /** What those without the widget see. */
  summarize(lines: Summary): void;
}

/** What the state of an instance is made from. */
export interface InstanceStateOptions {
  readonly instance: string;
  readonly self: ParticipantId;
  readonly room: RoomData;
  readonly key: Promise<SessionKey>;
  readonly exchange: StateExchange;
  readonly presence: PresenceExchange;
  readonly messages: MessageExchange;
  readonly users: UsersExchange;
  /** Own name of the moment, for entries of logs. */
  readonly name: () => string | undefined;
}

const strict = (limit: number): number => limit;

/** The state of an instance as its widget's host uses it. */
export const createInstanceState = (options: InstanceStateOptions): InstanceState => {
  const { instance, presence, messages } = options;
  const data = (): InstanceData => runningData(options);
  const { events } = data();
  return {
    send: async (message) => {
      data();
      await messages.send(instance, message);
    },
    onMessage: (listener, until) => messages.on("received", ({ instance: of, ...body }) => of === instance && listener(body), until),
    setPresence: (value) => {
      data();
      presence.set(instance, value);
    },
    onPresence: (listener, until) => {
      const undo = presence.on("changed", ({ instance: of, ...body }) => of === instance && listener(body), until);
      for (const { from, value } of presence.list(instance)) listener({ from, value });
      return undo;
    },
    openDoc: async (doc) => {
      const update = data().openDocument(doc)?.encode();
      if (update === undefined) throw new TfxError("widget/quota", { limit: stateLimits.documentsPerInstance });
      return update;
    },
    updateDoc: async (doc, update) => updateDocument(options, doc, update),
    onDoc: (listener, until) => events.on("document", listener, until),
    setValue: (key, value) => setValue(options, key, value),
    values: () =>
      data()
        .values.list()
        .map(({ key, value }) => ({ key, value })),
    onValue: (listener, until) => events.on("value", listener, until),
    append: (log, value) => append(options, log, value),
    entries: () => [...data().logs].flatMap(([log, { entries }]) => entries.map(({ entry }) => ({ log, entry }))),
    onEntry: (listener, until) => events.on("entry", listener, until),
    users: options.users.of(instance),
    use: (on) => {
      data();
      options.users.use(instance, on);
    },
    summarize: (lines) => {
      data();
      const clock = options.room.clock.tick();
      options.room.summarize(instance, { lines, clock, by: options.self });
      options.exchange.push({ op: "summary", instance, clock, lines });
    },
  };
};

const runningData = ({ room, instance }: InstanceStateOptions): InstanceData => {
  const data = room.offer(instance) === undefined ? undefined : room.instance(instance);
  if (data === undefined) throw new TfxError("widget/stopped");
  return data;
};

const updateDocument = (options: InstanceStateOptions, doc: string, update: Uint8Array): void => {
  const { instance, room, exchange } = options;
  const data = runningData(options);
  if (update.length > stateLimits.update) throwRefusal(isPast(stateLimits.update));
  throwRefusal(room.room(options.self, update.length, stateLimits.room));
  // What was handed over may be changed by its owner before it is sent.
  const own = update.slice();
  throwRefusal(data.putDocument({ doc, update: own }, { stretch: strict, tell: false }));
  exchange.push({ op: "document", instance, name: doc, update: own });
  room.touch();
};

const setValue = (options: InstanceStateOptions, key: string, value: PlainValue): void => {
  const { instance, room, exchange, self } = options;
  const data = runningData(options);
  throwRefusal(room.room(self, encodePlain(value)?.length ?? 0, stateLimits.room));
  const clock = room.clock.tick();
  throwRefusal(data.putValue({ key, value, clock, by: self }, strict));
  exchange.push({ op: "value", instance, key, value, clock });
  room.touch();
};

const append = async (options: InstanceStateOptions, log: string, value: PlainValue): Promise<LogEntry> => {
  const { instance, room, exchange, self } = options;
  const length = encodePlain(value)?.length;
  if (length === undefined) throwRefusal(isInvalid);
  if ((length ?? 0) > stateLimits.entry) throwRefusal(isPast(stateLimits.entry));
  const open = runningData(options).openLog(log);
  if (open === undefined) throw new TfxError("widget/quota", { limit: stateLimits.logsPerInstance });
  throwRefusal(open.room(length ?? 0, { entries: stateLimits.entriesPerLog, bytes: stateLimits.log }));
  throwRefusal(room.room(self, length ?? 0, stateLimits.room));
  const place = { instance, log, author: self, name: options.name(), count: open.takeCount(self) };
  const body = { ...place, clock: room.clock.tick(), at: Date.now(), value };
  const entry = await signEntry(await options.key, body);
  throwRefusal(runningData(options).putEntry(log, entry, strict));
  exchange.push({ op: "entry", instance, log, entry: entry.signed });
  room.touch();
  return entry.entry;
};
