/** Folders and locks of a page in memory, as far as the recordings of a device need them. */
export const createMemoryStorage = () => {
  const folders = new Map<string, Map<string, Uint8Array<ArrayBuffer>>>();
  const held = new Set<string>();
  const missing = (): DOMException => new DOMException("", "NotFoundError");
  const handleOf = (files: Map<string, Uint8Array<ArrayBuffer>>) => ({
    kind: "directory",
    async *entries() {
      for (const name of files.keys()) yield [name, { kind: "file" }];
    },
    getFileHandle: async (name: string) => {
      if (!files.has(name)) throw missing();
      return { getFile: async () => new File([files.get(name) ?? new Uint8Array()], name, { lastModified: 9 }) };
    },
    removeEntry: async (name: string) => void files.delete(name),
  });
  const all = {
    async *entries() {
      for (const [name, files] of folders) yield [name, handleOf(files)];
    },
    getDirectoryHandle: async (name: string) => {
      const files = folders.get(name);
      if (files === undefined) throw missing();
      return handleOf(files);
    },
    removeEntry: async (name: string) => void folders.delete(name),
  };
  const request = async (name: string, ...rest: readonly unknown[]): Promise<unknown> => {
    const work = rest.at(-1) as (lock: object | null) => Promise<unknown>;
    return work(held.has(name) ? null : { name });
  };
  return {
    folders,
    held,
    navigator: {
      storage: { getDirectory: async () => ({ getDirectoryHandle: async () => all }) },
      locks: { request, query: async () => ({ held: [...held].map((name) => ({ name })) }) },
    },
  };
};
