import type { ParticipantId } from "@tfx/protocol";
import {
  widgetManifest,
  type FetchProgress,
  type FilterState,
  type Permission,
  type SeenFace,
  type WidgetManifest,
  type WidgetManifestInput,
} from "@tfx/protocol/widgets";
import type { Granted } from "../granted.ts";
import { createLive, type Settable } from "../live.ts";
import type { InstanceServices, InstanceState, Listen } from "../services.ts";
import type { TextStorage } from "../text-storage.ts";

/** Somebody's id. */
export const person = (letter: string): ParticipantId => letter.repeat(22) as ParticipantId;

/** A manifest of a bundle, with what a test changes. */
export const manifestOf = (change: Partial<WidgetManifestInput> = {}): WidgetManifest =>
  widgetManifest.parse({
    id: "org.example.poll",
    name: "Poll",
    description: "Ask, and see what people think.",
    version: "1.0.0",
    sdk: "1",
    kind: "bundle",
    ...change,
  });

/** What a person allowed. */
export const grantedOf = (permissions: readonly Permission[], origins: readonly string[] = []): Granted => ({
  permissions: new Set(permissions),
  origins: new Set(origins),
});

const createListen = <T>(): { listen: Listen<T>; emit: (body: T) => void } => {
  const listeners = new Set<(body: T) => void>();
  return {
    listen(listener, { signal } = {}) {
      listeners.add(listener);
      const undo = (): void => void listeners.delete(listener);
      signal?.addEventListener("abort", undo, { once: true });
      return undo;
    },
    emit: (body) => listeners.forEach((listener) => listener(body)),
  };
};

/** Texts in memory. */
export const createMemoryStorage = (): TextStorage & { readonly texts: Map<string, string> } => {
  const texts = new Map<string, string>();
  return {
    texts,
    get: async (key) => texts.get(key),
    async set(key, text) {
      if (text === undefined) texts.delete(key);
      else texts.set(key, text);
    },
  };
};

/** A fetch of a file that the test moves by hand. */
const createFakeFetch = () => {
  let tell: (progress: FetchProgress) => void = () => undefined;
  let settle = { resolve: (): void => undefined, reject: (_error: unknown): void => undefined };
  return {
    run: (onProgress: typeof tell, signal: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        tell = onProgress;
        settle = { resolve, reject };
        signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
      }),
    tell: (progress: FetchProgress) => tell(progress),
    finish: () => settle.resolve(),
    fail: (error: unknown) => settle.reject(error),
  };
};

/** Services that write down what was asked of them. */
export const createFakeServices = () => {
  const done: unknown[][] = [];
  const note =
    (what: string) =>
    (...given: unknown[]): void =>
      void done.push([what, ...given]);
  const message = createListen<{ channel: string; from: ParticipantId; value: never }>();
  const entry = createListen<Parameters<Parameters<InstanceState["onEntry"]>[0]>[0]>();
  const feed = createListen<never>();
  type Fetched = Awaited<ReturnType<InstanceServices["fetch"]>>;
  let answerFetch: (answer: Fetched) => void = () => undefined;
  const fetched = new Promise<Fetched>((resolve) => (answerFetch = resolve));
  const participants: Settable<InstanceServices["participants"]["value"]> = createLive<InstanceServices["participants"]["value"]>([
    { id: person("a"), isSelf: true, role: "guest", joinedAt: 1, present: true, name: "Ada" },
    { id: person("b"), isSelf: false, role: "host", joinedAt: 0, present: true, name: "Ben" },
  ]);
  const sending = createLive<InstanceServices["files"]["sending"]["value"]>([]);
  const filter = createLive<FilterState | undefined>(undefined);
  const faces = createListen<readonly SeenFace[]>();
  const pictures = createListen<{ readonly id: string; readonly bitmap: ImageBitmap }>();
  const fetchedFile = createFakeFetch();
  const shown = createLive<InstanceServices["ui"]["shown"]["value"]>("panel");
  const tiles = createLive<InstanceServices["ui"]["tiles"]["value"]>([]);
  const services: InstanceServices = {
    self: person("a"),
    room: createLive({ name: "amber-otter-lake", sealed: true, locked: false, people: 2, now: 5 }),
    lock: async (locked) => note("lock")(locked),
    remove: async (participant) => note("remove")(participant),
    participants,
    state: {
      send: async (given) => note("send")(given),
      onMessage: message.listen,
      setPresence: note("presence"),
      onPresence: createListen<never>().listen,
      openDoc: async () => new Uint8Array([1, 2, 3]),
      updateDoc: async (doc, update) => note("update")(doc, update),
      onDoc: createListen<never>().listen,
      setValue: note("value"),
      values: () => [{ key: "question", value: "Tea?" }],
      onValue: createListen<never>().listen,
      append: async (_log, value) => ({ id: "a:1", from: person("a"), name: "Ada", at: 1, value }),
      entries: () => [{ log: "votes", entry: { id: "b:1", from: person("b"), name: "Ben", at: 1, value: "tea" } }],
      onEntry: entry.listen,
    },
    levels: () => [{ participant: person("b"), level: 0.5 }],
    bands: () => ({
      look: () => [{ participant: person("b"), bands: Array.from({ length: 24 }, () => 0.5) }],
      close: note("bands closed"),
    }),
    frame: async () => undefined,
    stats: async () => [{ participant: person("b"), report: [{ type: "remote-candidate", address: "192.0.2.1", priority: 1 }] }],
    video: {
      set: async (stages) => note("stages")(stages),
      lose: note("lose"),
      state: filter,
      preview: async () => undefined,
      onFaces: faces.listen,
      onPicture: pictures.listen,
      answer: note("answer"),
    },
    ui: {
      shown,
      open: async (surface) => note("open")(surface),
      close: note("close"),
      leave: note("leave"),
      tiles,
      pointer: note("pointer"),
      toast: note("toast"),
      confirm: async () => true,
      openLink: async (url) => {
        note("link")(url);
        return true;
      },
      badge: note("badge"),
      summary: note("summary"),
    },
    onCommand: createListen<string>().listen,
    storage: { get: async () => null, set: async (key, value) => note("store")(key, value) },
    fetch: (request) => {
      note("fetch")(request.url);
      return fetched;
    },
    copy: async (text) => note("copy")(text),
    save: async (file) => note("save")(file.name),
    files: {
      share: (file, { name }) => ({ id: "f".repeat(22), name, type: file.type, size: file.size }),
      unshare: note("unshare"),
      sending,
      fetch: (file, { signal, onProgress }) => {
        note("fetch file")(file.name);
        return fetchedFile.run(onProgress, signal);
      },
    },
    notify: note("notify"),
    feeds: { publish: note("publish"), on: (_feed, listener, until) => feed.listen(listener, until) },
    ask: async (permissions) => (note("ask")(permissions), []),
    theme: createLive({ look: "light" as const, tokens: {}, reducedMotion: false }),
    locale: createLive({ locale: "en", direction: "ltr" as const }),
    log: note("log"),
  };
  return { services, done, participants, shown, sending, filter, faces, pictures, fetchedFile, tiles, message, entry, feed, answerFetch };
};
