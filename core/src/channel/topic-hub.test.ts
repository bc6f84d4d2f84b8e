import { encode } from "@msgpack/msgpack";
import { limits, type LaneName, type ParticipantId } from "@tfx/protocol";
import { describe, expect, it } from "vitest";
import { TopicHub } from "./topic-hub.ts";

const anna = "anna" as ParticipantId;
const ben = "ben" as ParticipantId;
const texts = {
  safeParse: (value: unknown) => (typeof value === "string" ? ({ success: true, data: value } as const) : ({ success: false } as const)),
};

const createHub = () => {
  const sent: { to: ParticipantId; lane: LaneName; bytes: Uint8Array<ArrayBuffer> }[] = [];
  const receiver = (id: ParticipantId) => ({
    id,
    send: (lane: LaneName, bytes: Uint8Array<ArrayBuffer>) => {
      sent.push({ to: id, lane, bytes });
      return Promise.resolve(true);
    },
  });
  return { hub: new TopicHub(() => [receiver(anna), receiver(ben)]), sent };
};

describe("topics", () => {
  it("carry a value to everybody, or to those who are named", async () => {
    const { hub, sent } = createHub();
    const topic = hub.topic({ name: "notes", schema: texts, lane: "control" });
    await topic.send("hello");
    await topic.send("psst", { to: [ben] });
    expect(sent.map(({ to, lane }) => [to, lane])).toEqual([
      [anna, "control"],
      [ben, "control"],
      [ben, "control"],
    ]);
  });

  it("hand on what fits, with the sender of the link it came over", () => {
    const { hub } = createHub();
    const heard: unknown[] = [];
    hub.topic({ name: "notes", schema: texts, lane: "control" }).on((message) => heard.push(message));
    hub.handleMessage(anna, "control", encode(["notes", "hello"]));
    expect(heard).toEqual([{ from: anna, value: "hello" }]);
  });

  it("count and drop what fits no topic, lane, schema or size", () => {
    const { hub } = createHub();
    const heard: unknown[] = [];
    hub.topic({ name: "notes", schema: texts, lane: "control", maxBytes: 20 }).on((message) => heard.push(message));
    const wrong: [LaneName, Uint8Array][] = [
      ["control", encode(["other", "hello"])],
      ["bulk", encode(["notes", "hello"])],
      ["control", encode(["notes", 7])],
      ["control", encode(["notes", "x".repeat(30)])],
      ["control", encode({ notes: "hello" })],
      ["control", encode(["__proto__", "hello"])],
      ["control", new Uint8Array([0xc1, 0xff])],
      ["control", new Uint8Array(5_000).fill(0x91)],
    ];
    for (const [lane, bytes] of wrong) hub.handleMessage(anna, lane, bytes);
    expect(heard).toEqual([]);
    expect(hub.refused).toBe(wrong.length);
  });

  it("refuse to send what does not fit", async () => {
    const { hub } = createHub();
    const topic = hub.topic({ name: "cursor", schema: texts, lane: "live" });
    await expect(topic.send("x".repeat(limits.maxLiveMessageBytes))).rejects.toMatchObject({ code: "topic/too-large" });
    await expect(topic.send(7 as never)).rejects.toMatchObject({ code: "topic/invalid" });
  });

  it("stay open for others when one listener goes", async () => {
    const { hub } = createHub();
    const stop = new AbortController();
    const heard: string[] = [];
    const topic = hub.topic({ name: "notes", schema: texts, lane: "control" });
    topic.on(({ value }) => heard.push(`first ${value}`), { signal: stop.signal });
    topic.on(({ value }) => heard.push(`second ${value}`));
    stop.abort();
    hub.handleMessage(anna, "control", encode(["notes", "hello"]));
    expect(heard).toEqual(["second hello"]);
  });
});
