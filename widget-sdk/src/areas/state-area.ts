import type { ParticipantId } from "@tfx/protocol";
import type { EntryParams, PlainValue } from "@tfx/protocol/widgets";
import type { Bridge } from "../bridge.ts";
import type { Live, Presence, SharedDocument, SharedLog, SharedValue, WidgetContext } from "../context.ts";
import { createListeners, createLive, type Listeners } from "../listeners.ts";
import { createOrderedLog, type OrderedLog } from "./log-order.ts";

type DocumentUpdates = Listeners<EntryParams<"doc.updated">>;

const openDocument = async (bridge: Bridge, doc: string, updates: DocumentUpdates): Promise<SharedDocument> => {
  const listeners = createListeners<Uint8Array>(bridge.report);
  // What arrives between the answer and the first listener is kept for it.
  let early: Uint8Array[] | undefined = [];
  const stop = updates.on((updated) => {
    if (updated.doc !== doc) return;
    if (early) early.push(updated.update);
    else listeners.emit(updated.update);
  });
  const { update } = await bridge.call("doc.open", { doc }).catch((error: unknown) => {
    stop();
    throw error;
  });
  return {
    update,
    async send(update) {
      // Shared memory is copied into the message as well, whatever the type says.
      await bridge.call("doc.update", { doc, update: update as Uint8Array<ArrayBuffer> });
    },
    on(listener, until) {
      const undo = listeners.on(listener, until);
      const kept = early ?? [];
      early = undefined;
      for (const update of kept) listeners.emit(update);
      return undo;
    },
  };
};

const createValues = (bridge: Bridge) => {
  const values = new Map<string, PlainValue>();
  const changes = createListeners<EntryParams<"value.changed">>(bridge.report);
  bridge.on("value.changed", (change) => {
    values.set(change.key, change.value);
    changes.emit(change);
  });
  return <T extends PlainValue>(key: string, initial: T): SharedValue<T> => ({
    get value() {
      return values.has(key) ? (values.get(key) as T) : initial;
    },
    on: (listener, until) => changes.on((change) => change.key === key && listener(change.value as T), until),
    set: (value) => bridge.tell("value.set", { key, value }),
  });
};

const createLogs = (bridge: Bridge) => {
  const logs = new Map<string, OrderedLog>();
  const find = (name: string): OrderedLog => {
    const log = logs.get(name) ?? createOrderedLog(bridge.report);
    logs.set(name, log);
    return log;
  };
  bridge.on("log.entry", ({ log, entry }) => find(log).add(entry));
  return <T extends PlainValue>(name: string): SharedLog<T> => ({
    entries: find(name).entries as SharedLog<T>["entries"],
    append: (value) => bridge.call("log.append", { log: name, value }),
  });
};

const createPresence = (bridge: Bridge) => {
  const others = createLive<ReadonlyMap<ParticipantId, PlainValue>>(new Map(), bridge.report);
  bridge.on("presence.changed", ({ from, value }) => {
    const next = new Map(others.value);
    if (value === null) next.delete(from);
    else next.set(from, value);
    others.set(next);
  });
  return <T extends PlainValue>(): Presence<T> => ({
    others: others as Live<ReadonlyMap<ParticipantId, PlainValue>> as Presence<T>["others"],
    set: (value) => bridge.tell("presence.set", { value }),
  });
};

/** State that outlives the widget. */
export const createStateArea = (bridge: Bridge): Pick<WidgetContext, "state"> => {
  const updates = createListeners<EntryParams<"doc.updated">>(bridge.report);
  bridge.on("doc.updated", updates.emit);
  return {
    state: {
      doc: (name) => openDocument(bridge, name, updates),
      value: createValues(bridge),
      log: createLogs(bridge),
      presence: createPresence(bridge),
    },
  };
};
