import { z } from "zod";
import { TfxError } from "@tfx/protocol";
import { plainValue, type PlainValue, type WidgetId } from "@tfx/protocol/widgets";
import { parseJson } from "./json-text.ts";
import type { InstanceServices } from "./services.ts";
import type { TextStorage } from "./text-storage.ts";

const maxChars = 256 * 1024;
const stored = z.record(z.string(), plainValue);

const encode = (_key: string, value: unknown): unknown => {
  if (value instanceof Uint8Array) return { $bytes: Array.from(value) };
  return value;
};

const bytes = z.strictObject({ $bytes: z.array(z.number().int().min(0).max(255)) });
const decode = (_key: string, value: unknown): unknown => {
  const parsed = bytes.safeParse(value);
  return parsed.success ? new Uint8Array(parsed.data.$bytes) : value;
};

/** What one widget remembers on this device, all its keys in one text of at most 256 KiB. */
export const createWidgetStorage = (storage: TextStorage, id: WidgetId): InstanceServices["storage"] => {
  const key = `widget-storage:${id}`;
  let queue: Promise<unknown> = Promise.resolve();
  const read = async (): Promise<Map<string, PlainValue>> => {
    const values = parseJson(stored, await storage.get(key)) ?? {};
    return new Map(Object.entries(values).map(([name, value]) => [name, JSON.parse(JSON.stringify(value), decode) as PlainValue]));
  };
  const write = async (name: string, value: PlainValue): Promise<void> => {
    const values = await read();
    if (value === null) values.delete(name);
    else values.set(name, value);
    const text = JSON.stringify(Object.fromEntries(values), encode);
    if (text.length > maxChars) throw new TfxError("widget/quota", { limit: maxChars });
    await storage.set(key, values.size === 0 ? undefined : text);
  };
  return {
    async get(name) {
      await queue;
      return (await read()).get(name) ?? null;
    },
    set(name, value) {
      const done = queue.then(() => write(name, value));
      queue = done.catch(() => undefined);
      return done;
    },
  };
};
