import { TfxError } from "@tfx/protocol";
import type { EntryName, EntryParams, EntryResult } from "@tfx/protocol/widgets";
import type { Live } from "@tfx/widget-sdk";
import type { Granted } from "./granted.ts";
import type { InstanceServices } from "./services.ts";

type Calls = { readonly [N in EntryName<"call">]: (params: EntryParams<N>, signal: AbortSignal) => Promise<EntryResult<N>> };
type Signals = { readonly [N in EntryName<"signal">]: (params: EntryParams<N>) => void };

const done = async (work: Promise<void>): Promise<Record<string, never>> => {
  await work;
  return {};
};

/** A copy in a buffer of its own: a view would bring all of its buffer across the border. */
export const ownBytes = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

/** What each call does once the gate has let it through, by name. */
export const createCalls = (
  services: InstanceServices,
  { channelLane, granted }: { channelLane: (channel: string) => "control" | "bulk" | "live"; granted: Live<Granted> },
): ReadonlyMap<string, (params: unknown, signal: AbortSignal) => Promise<unknown>> => {
  const { state, ui, storage } = services;
  const calls: Calls = {
    "room.lock": ({ locked }) => done(services.lock(locked)),
    "room.remove": ({ participant }) => done(services.remove(participant)),
    "channel.send": ({ channel, value, to }) => done(state.send({ channel, lane: channelLane(channel), value, to })),
    "doc.open": async ({ doc }) => ({ update: ownBytes(await state.openDoc(doc)) }),
    "doc.update": ({ doc, update }) => done(state.updateDoc(doc, update)),
    "log.append": async ({ log, value }) => ({ id: (await state.append(log, value)).id }),
    "ui.open": ({ surface }) => done(ui.open(surface)),
    "ui.close": async () => {
      ui.close();
      return {};
    },
    "ui.confirm": async (question, signal) => ({ yes: await ui.confirm(question, signal) }),
    "ui.follow": async ({ url }, signal) => ({ opened: await ui.openLink(url, signal) }),
    "storage.get": async ({ key }) => ({ value: await storage.get(key) }),
    "storage.set": ({ key, value }) => done(storage.set(key, value)),
    "net.fetch": (request, signal) => services.fetch(request, signal),
    "clipboard.write": ({ text }) => {
      // What nobody looks at does not change what a person is about to paste.
      if (ui.shown.value === null) throw new TfxError("widget/denied", { permission: "clipboard:write" });
      return done(services.copy(text));
    },
    "filter.set": ({ stages }) => done(services.video.set(stages)),
    "filter.use": async ({ id, on }) => {
      if (services.video.added === undefined) throw new TfxError("widget/denied", { permission: "media:video-filter" });
      services.video.added.use(id, on);
      return {};
    },
    "download.save": (file) => done(services.save(file)),
    "files.share": async ({ file, name, to }) => services.files.share(file, { name, to }),
    "permissions.request": async ({ permissions }, signal) => {
      const missing = permissions.filter((name) => !granted.value.permissions.has(name));
      if (missing.length > 0) await services.ask(missing, signal);
      return { granted: [...granted.value.permissions] };
    },
  };
  return new Map(Object.entries(calls) as [string, (params: unknown, signal: AbortSignal) => Promise<unknown>][]);
};

/** What each signal does once the gate has let it through, by name. */
export const createSignals = (services: InstanceServices): ReadonlyMap<string, (params: unknown) => void> => {
  const { state, ui } = services;
  const signals: Signals = {
    "presence.set": ({ value }) => state.setPresence(value),
    "value.set": ({ key, value }) => state.setValue(key, value),
    "ui.pointer": ({ catches }) => ui.pointer(catches),
    "ui.toast": ({ text }) => ui.toast(text),
    "ui.badge": ({ count }) => ui.badge(count),
    "ui.summary": ({ lines }) => ui.summary(lines),
    "filter.answer": ({ id, bitmap }) => services.video.answer(id, bitmap),
    "files.unshare": ({ id }) => services.files.unshare(id),
    "notification.show": ({ text }) => services.notify(text),
    "feed.publish": ({ feed, item }) => services.feeds.publish(feed, item),
    "log.write": (line) => services.log(line),
  };
  return new Map(Object.entries(signals) as [string, (params: unknown) => void][]);
};
