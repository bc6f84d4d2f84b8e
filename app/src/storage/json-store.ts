/** Keeps plain values by key in this browser. What comes out is checked by whoever asks: storage is a border. */
export interface JsonStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Calls the listener when another page changed the value; returns the undo. */
  onChanged(key: string, listener: (value: unknown) => void): () => void;
}

const prefix = "tfx.";

const parse = (text: string | null): unknown => {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Somebody else's value, or a spoiled one: as good as none, and replaced at the next write.
    return undefined;
  }
};

/** A store on the page's `localStorage`; `events` brings the changes that other tabs make. */
export const createLocalStore = (storage: Storage, events: Pick<Window, "addEventListener" | "removeEventListener">): JsonStore => ({
  get: (key) => Promise.resolve(parse(storage.getItem(prefix + key))),
  set: (key, value) => Promise.resolve(storage.setItem(prefix + key, JSON.stringify(value))),
  onChanged: (key, listener) => {
    const handleStorage = (event: StorageEvent) => {
      if (event.key === prefix + key) listener(parse(event.newValue));
    };
    events.addEventListener("storage", handleStorage);
    return () => events.removeEventListener("storage", handleStorage);
  },
});

/** A store that lasts as long as the page: for tests, and for browsers that refuse storage. */
export const createMemoryStore = (values: Readonly<Record<string, unknown>> = {}): JsonStore => {
  const kept = new Map(Object.entries(values));
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    set: (key, value) => {
      kept.set(key, value);
      return Promise.resolve();
    },
    onChanged: () => () => undefined,
  };
};
