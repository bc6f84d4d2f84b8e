import { readFileSync } from "node:fs";
import type { Room, Topic, TopicMessage } from "@tfx/core";
import type { ParticipantId } from "@tfx/protocol";
import { readBundle } from "@tfx/widget-host";
import { expect, test } from "vitest";
import { openBundleExchange } from "./bundle-exchange.ts";

const text = readFileSync(new URL("../../../examples/counter/counter.js", import.meta.url), "utf8");

/** Two rooms that hear each other, as topics of a link do: what fits no schema is dropped. */
const pair = () => {
  const listeners = new Map<string, ((message: TopicMessage<never>) => void)[]>();
  const roomOf = (self: string, other: string): Pick<Room, "topic"> => ({
    topic: <T>({ name, schema }: Parameters<Room["topic"]>[0]): Topic<T> => ({
      name,
      send: (value) => {
        const parsed = schema.safeParse(structuredClone(value));
        for (const listener of listeners.get(other) ?? [])
          if (parsed.success) listener({ from: self as ParticipantId, value: parsed.data as never });
        return Promise.resolve();
      },
      on: (listener) => {
        listeners.set(self, [...(listeners.get(self) ?? []), listener]);
        return () => listeners.set(self, listeners.get(self)?.filter((one) => one !== (listener as never)) ?? []);
      },
    }),
  });
  return [roomOf("amara", "jonas"), roomOf("jonas", "amara")] as const;
};

const jonas = "jonas" as ParticipantId;

test("a bundle comes by its hash from who has it running", async () => {
  const [here, there] = pair();
  const end = new AbortController();
  const { sha256 } = await readBundle(text);
  openBundleExchange(there, (hash) => (hash === sha256 ? { text } : undefined), end.signal);
  const exchange = openBundleExchange(here, () => undefined, end.signal);
  expect((await exchange.fetch(sha256, jonas)).manifest.name).toBe("Counter");
  end.abort();
});

test("another text under the hash that was asked for is refused", async () => {
  const [here, there] = pair();
  const end = new AbortController();
  const { sha256 } = await readBundle(text);
  openBundleExchange(there, () => ({ text: `${text}\n// and a little more` }), end.signal);
  const exchange = openBundleExchange(here, () => undefined, end.signal);
  await expect(exchange.fetch(sha256, jonas)).rejects.toMatchObject({ code: "widget/invalid" });
  end.abort();
});

test("of a page comes the place of its manifest too, of a bundle no place that somebody claims", async () => {
  const [here, there] = pair();
  const end = new AbortController();
  const page = JSON.stringify({
    id: "org.example.poll",
    name: "Poll",
    description: "Ask.",
    version: "1.0.0",
    sdk: "1",
    kind: "hosted",
    entry: "https://poll.example/",
  });
  const address = "https://poll.example/tfx-widget.json";
  const [script, announced] = [await readBundle(text), await readBundle(page)];
  openBundleExchange(there, (hash) => ({ text: hash === script.sha256 ? text : page, address }), end.signal);
  const exchange = openBundleExchange(here, () => undefined, end.signal);
  expect(await exchange.fetch(announced.sha256, jonas)).toMatchObject({ address });
  end.abort();
  const later = new AbortController();
  openBundleExchange(there, () => ({ text, address }), later.signal);
  expect(await openBundleExchange(here, () => undefined, later.signal).fetch(script.sha256, jonas)).not.toHaveProperty("address");
  later.abort();
});

test("the wait for a bundle that nobody gives ends with the call", async () => {
  const [here] = pair();
  const end = new AbortController();
  const waiting = openBundleExchange(here, () => undefined, end.signal).fetch("0".repeat(64), jonas);
  end.abort();
  await expect(waiting).rejects.toMatchObject({ code: "server/timeout" });
});
