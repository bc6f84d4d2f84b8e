import { TfxError, type ParticipantId } from "@tfx/protocol";
import type { EntryName, EntryParams, EntryResult, Permission, PlainValue, Summary, Surface, WidgetManifest } from "@tfx/protocol/widgets";
import type { FetchedFile } from "./file-work.ts";
import { mergeInto } from "./replica.ts";
import type { Handlers, Refused } from "./simulated-host.ts";
import type { Person, SimulatedRoom } from "./simulated-room.ts";

/** How the person and the world answer; by default yes to everything, and no server is there. */
export interface Answers {
  readonly confirm?: (question: EntryParams<"ui.confirm">) => boolean | Promise<boolean>;
  readonly openLink?: (url: string) => boolean;
  /** Whether the person chooses a place for a file; not choosing one is file/cancelled. */
  readonly pick?: (file: EntryParams<"files.fetch">) => boolean | Promise<boolean>;
  readonly allow?: (permissions: readonly Permission[]) => readonly Permission[];
  readonly fetch?: (request: EntryParams<"net.fetch">, signal: AbortSignal) => Promise<EntryResult<"net.fetch">>;
}

/** What a widget did that others would see. */
export interface Seen {
  readonly toasts: string[];
  readonly questions: string[];
  readonly notifications: string[];
  /** Addresses that were opened. */
  readonly links: string[];
  readonly copied: string[];
  readonly saved: EntryParams<"download.save">[];
  readonly fetched: FetchedFile[];
  readonly published: EntryParams<"feed.publish">[];
  readonly lines: EntryParams<"log.write">[];
  /** Messages that were not let through. */
  readonly refused: Refused[];
  /** What is done to the own camera's picture. */
  stages: EntryParams<"filter.set">["stages"];
  /** Filters that the person added and the widget put on or off, latest last. */
  readonly used: EntryParams<"filter.use">[];
  /** Stages whose pictures were answered. */
  readonly answered: string[];
  badge: number;
  summary: Summary;
  catchesPointer: boolean;
}

export const createSeen = (): Seen => ({
  toasts: [],
  questions: [],
  notifications: [],
  links: [],
  copied: [],
  saved: [],
  fetched: [],
  published: [],
  lines: [],
  refused: [],
  stages: [],
  used: [],
  answered: [],
  badge: 0,
  summary: [],
  catchesPointer: false,
});

interface Needs {
  readonly room: SimulatedRoom;
  readonly person: () => Person;
  readonly manifest: WidgetManifest;
  readonly seen: Seen;
  readonly answers: Answers;
  readonly show: (surface: Surface | null) => void;
  readonly allow: (permissions: readonly Permission[]) => readonly Permission[];
}

type Area<N extends EntryName> = Pick<Handlers, N & keyof Handlers>;

const roomHandlers = ({ room, person }: Needs): Area<"room.lock" | "room.remove" | "channel.send" | "presence.set"> => {
  const asHost = (): void => {
    if (person().role !== "host") throw new TfxError("room/not-host");
  };
  return {
    "room.lock": ({ locked }) => {
      asHost();
      room.lock(locked);
      return {};
    },
    "room.remove": ({ participant }) => {
      asHost();
      if (!room.people().some(({ id }) => id === participant)) throw new TfxError("room/unknown-participant");
      room.drop(participant);
      return {};
    },
    "channel.send": ({ channel, value, to }) => {
      const from = person();
      room.tell(from, { say: (ear) => ear.message({ channel, from: from.id, value }), to });
      return {};
    },
    "presence.set": ({ value }) => {
      const from = person();
      from.presence = value;
      room.tell(from, { say: (ear) => ear.presence({ from: from.id, value }) });
    },
  };
};

const fileHandlers = ({ room, person }: Needs): Area<"files.share" | "files.unshare"> => ({
  "files.share": (wish) => room.files.share(person().id, wish),
  "files.unshare": ({ id }) => room.files.unshare(person().id, id),
});

const entryId = (author: ParticipantId, clock: number): string => `${author}-${String(clock)}`;

const stateHandlers = ({ room, person, manifest }: Needs): Area<"doc.open" | "doc.update" | "value.set" | "log.append"> => ({
  "doc.open": ({ doc }) => ({ update: new Uint8Array(person().replica.doc(doc)) }),
  "doc.update": ({ doc, update }) => {
    const from = person();
    const limit = manifest.documents.find(({ name }) => name === doc)?.maxBytes ?? 0;
    if (mergeInto(from.replica.doc(doc), update).byteLength > limit) throw new TfxError("widget/quota", { limit });
    room.change(from, { t: "doc", doc, update });
    return {};
  },
  "value.set": ({ key, value }) => {
    const from = person();
    room.change(from, { t: "value", key, value, clock: from.replica.nextClock(), by: from.id });
  },
  "log.append": ({ log, value }) => {
    const from = person();
    const clock = from.replica.nextClock();
    const id = entryId(from.id, clock);
    room.change(from, { t: "entry", log, entry: { id, from: from.id, name: from.name, at: Date.now(), clock, value } });
    return { id };
  },
});

const uiHandlers = ({ seen, answers, show }: Needs): Area<EntryName & `ui.${string}`> => ({
  "ui.open": ({ surface }) => {
    show(surface);
    return {};
  },
  "ui.close": () => {
    show(null);
    return {};
  },
  "ui.pointer": ({ catches }) => {
    seen.catchesPointer = catches;
  },
  "ui.toast": ({ text }) => void seen.toasts.push(text),
  "ui.confirm": async (question) => {
    seen.questions.push(question.text);
    return { yes: (await answers.confirm?.(question)) ?? true };
  },
  "ui.follow": ({ url }) => {
    const opened = answers.openLink?.(url) ?? true;
    if (opened) seen.links.push(url);
    return { opened };
  },
  "ui.badge": ({ count }) => {
    seen.badge = count;
  },
  "ui.summary": ({ lines }) => {
    seen.summary = lines;
  },
});

type SystemNames = Exclude<
  keyof Handlers,
  | keyof ReturnType<typeof roomHandlers>
  | keyof ReturnType<typeof fileHandlers>
  | keyof ReturnType<typeof stateHandlers>
  | keyof ReturnType<typeof uiHandlers>
>;

const systemHandlers = ({ seen, answers, allow }: Needs): Area<SystemNames> => {
  const stored = new Map<string, PlainValue>();
  return {
    "storage.get": ({ key }) => ({ value: stored.get(key) ?? null }),
    "storage.set": ({ key, value }) => {
      if (value === null) stored.delete(key);
      else stored.set(key, value);
      return {};
    },
    "net.fetch": (request, signal) => {
      if (!answers.fetch) throw new TfxError("server/unreachable");
      return answers.fetch(request, signal);
    },
    "filter.set": ({ stages }) => {
      seen.stages = stages;
      return {};
    },
    "filter.use": (use) => {
      seen.used.push(use);
      return {};
    },
    "filter.answer": ({ id, bitmap }) => {
      bitmap.close();
      seen.answered.push(id);
    },
    "clipboard.write": ({ text }) => {
      seen.copied.push(text);
      return {};
    },
    "download.save": (file) => {
      seen.saved.push(file);
      return {};
    },
    "notification.show": ({ text }) => void seen.notifications.push(text),
    "feed.publish": (published) => void seen.published.push(published),
    "permissions.request": ({ permissions }) => ({ granted: [...allow(permissions)] }),
    "log.write": (line) => void seen.lines.push(line),
  };
};

/** What each call and signal of one person's widget does. */
export const createHandlers = (needs: Needs): Handlers => ({
  ...roomHandlers(needs),
  ...fileHandlers(needs),
  ...stateHandlers(needs),
  ...uiHandlers(needs),
  ...systemHandlers(needs),
});
