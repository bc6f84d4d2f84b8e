import { describe, expect, it } from "vitest";
import { createAnswerer, createAsker, type Channel } from "./link.ts";

interface Asked {
  readonly double: { readonly input: number; readonly output: number };
  readonly fail: { readonly input: undefined; readonly output: void };
  readonly never: { readonly input: undefined; readonly output: void };
}
interface Told {
  readonly said: string;
}

/** Two ends, as two processes have them: nothing arrives at once. */
const createEnds = (): readonly [Channel, Channel] => {
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const end = (mine: number): Channel => ({
    send: (message) => queueMicrotask(() => listeners[1 - mine]?.forEach((listen) => listen(structuredClone(message)))),
    onMessage: (listen) => void listeners[mine]?.push(listen),
  });
  return [end(0), end(1)];
};

const createPair = () => {
  const [front, back] = createEnds();
  const heard: string[] = [];
  const answerer = createAnswerer<Asked, Told>(back, () => ({
    double: async (value) => value * 2,
    fail: () => Promise.reject(new Error("broken")),
    never: () => new Promise(() => undefined),
  }));
  return { heard, answerer, asker: createAsker<Asked, Told>(front, { said: (text) => void heard.push(text) }) };
};

describe("a link between two processes", () => {
  it("brings answers and failures to whoever asked", async () => {
    const { asker } = createPair();
    const [four, failed, six] = await Promise.allSettled([asker.call("double", 2), asker.call("fail", undefined), asker.call("double", 3)]);
    expect([four, six]).toEqual([
      { status: "fulfilled", value: 4 },
      { status: "fulfilled", value: 6 },
    ]);
    expect(failed).toMatchObject({ status: "rejected", reason: { message: "broken" } });
  });

  it("brings news in their order", async () => {
    const { asker, answerer, heard } = createPair();
    answerer.tell("said", "one");
    answerer.tell("said", "two");
    await asker.call("double", 1);
    expect(heard).toEqual(["one", "two"]);
  });

  it("leaves nobody waiting when the other process is gone", async () => {
    const { asker } = createPair();
    const waiting = asker.call("never", undefined);
    asker.close();
    await expect(waiting).rejects.toThrow("gone");
    await expect(asker.call("double", 1)).rejects.toThrow("Nobody");
  });
});
