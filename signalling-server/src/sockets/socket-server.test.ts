import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { SignallingServer } from "../create-server.ts";
import { RawSocket } from "../testing/raw-socket.ts";
import { joinParams, randomId, randomProof, sealedWith, TestClient } from "../testing/test-client.ts";
import { metric, TestGround } from "../testing/test-server.ts";

const ground = new TestGround();
afterEach(() => ground.clear());

const closedFor = (server: SignallingServer, reason: string): Promise<number> =>
  metric(server, `tfx_sockets_closed_total{reason="${reason}"}`);

/** A call of two that goes on while somebody else misbehaves. */
const callOfTwo = async (server: SignallingServer): Promise<() => Promise<void>> => {
  const [ada, bob] = await ground.clients(server, "ada", "bob");
  await ada.join("amber-otter");
  const { participant } = await bob.join("amber-otter");
  return async () => {
    const connection = randomId();
    ada.signal(participant, { connection });
    await bob.next("signal.received", (signal) => signal.connection === connection);
  };
};

describe("what cannot be parsed or is too large", () => {
  it("11 MB in one message closes the socket, is counted, and disturbs nobody", async () => {
    const server = await ground.server();
    const goesOn = await callOfTwo(server);
    const eve = await RawSocket.open(server.url);
    eve.send(`42["signal.send","${"x".repeat(11_000_000)}"]`);
    expect(await eve.closed()).toBe(1009);
    expect(await closedFor(server, "too-large")).toBe(1);
    await goesOn();
  });

  it.each([
    ["a frame with reserved bits", [0xf1, 0x80, 0, 0, 0, 0]],
    ["a frame that is not masked", [0x81, 0x02, 0x34, 0x30]],
    ["an unknown opcode", [0x83, 0x80, 0, 0, 0, 0]],
    ["text that is not UTF-8", [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]],
    ["a fragmented control frame", [0x09, 0x80, 0, 0, 0, 0]],
  ])("%s closes the socket, is counted, and disturbs nobody", async (_what, bytes) => {
    const server = await ground.server();
    const goesOn = await callOfTwo(server);
    const eve = await RawSocket.open(server.url);
    eve.writeBytes(bytes);
    await eve.closed();
    expect(await closedFor(server, "malformed-frame")).toBe(1);
    await goesOn();
  });

  it.each([
    ["JSON that is none", '42["signal.send",{'],
    ["a packet type that is none", "49[]"],
    ["an event that is not an array", "42{}"],
    ["an event whose name is an object", '42[{"toString":1},1]'],
    ["a reserved name", '42["disconnect"]'],
    ["a second connect", '40{"a":1}'],
    ["more attachments than are taken", '4599-["signal.send",{"_placeholder":true,"num":0}]'],
    ["an engine packet that is none", "9"],
  ])("%s closes the socket, is counted, and disturbs nobody", async (_what, text) => {
    const server = await ground.server();
    const goesOn = await callOfTwo(server);
    const eve = await RawSocket.open(server.url);
    eve.send(text);
    await eve.closed();
    expect(await closedFor(server, "malformed-packet")).toBe(1);
    await goesOn();
  });

  it.each([
    ["an event without a name", "42[]"],
    ["a number as a name", "42[7,{}]"],
    ["nothing at all as an event", "42"],
  ])("%s is refused or closes the socket, and disturbs nobody", async (_what, text) => {
    const server = await ground.server();
    const goesOn = await callOfTwo(server);
    const eve = await RawSocket.open(server.url);
    eve.send(text);
    const refused = eve.until((answer) => answer.includes("protocol/unknown-call"));
    await Promise.race([refused, eve.closed()]);
    await goesOn();
  });

  it("a client that does not close its end is cut off", async () => {
    const server = await ground.server();
    const eve = await RawSocket.open(server.url);
    eve.ws.pause();
    eve.writeBytes([0x83, 0x80, 0, 0, 0, 0]);
    await eve.cutOff();
  });

  it("a flood of frames that never become events ends the same way", async () => {
    const server = await ground.server();
    const goesOn = await callOfTwo(server);
    const eve = await RawSocket.open(server.url);
    for (let count = 0; count < 3_000; count += 1) eve.send("4399[1]");
    await eve.closed();
    expect(await closedFor(server, "flood")).toBe(1);
    await goesOn();
  });

  it("a socket that never speaks socket.io floods in vain, too", async () => {
    const server = await ground.server();
    const eve = await RawSocket.open(server.url, { connect: false });
    for (let count = 0; count < 3_000; count += 1) eve.send("3");
    await eve.closed();
    expect(await closedFor(server, "flood")).toBe(1);
  });
});

describe("a second socket.io connection on one WebSocket", () => {
  it.each([
    ["two at once", ["40", "40"]],
    ["an end between two", ["40", "41", "40"]],
    ["300 at once", Array.from({ length: 300 }, () => "40")],
  ])("%s closes the WebSocket and disturbs nobody", async (_what, texts) => {
    const server = await ground.server();
    const goesOn = await callOfTwo(server);
    const eve = await RawSocket.open(server.url, { connect: false });
    eve.sendTogether(texts);
    await eve.closed();
    const reasons = ["second-connect", "malformed-packet", "never-opened", "client"];
    expect((await Promise.all(reasons.map((reason) => closedFor(server, reason)))).filter(Boolean)).toEqual([1]);
    await goesOn();
  });

  it("is refused to whom the server has no place for, too", async () => {
    const server = await ground.server({ maxSockets: 2 });
    const goesOn = await callOfTwo(server);
    const eve = await RawSocket.open(server.url, { connect: false });
    eve.sendTogether(["40", "40", "40"]);
    await eve.closed();
    expect(await closedFor(server, "second-connect")).toBe(1);
    await goesOn();
  });

  it("is not waited for when a client ends the first: the WebSocket is closed", async () => {
    const server = await ground.server();
    const eve = await RawSocket.open(server.url);
    eve.send("41");
    await eve.closed();
    expect(await closedFor(server, "client")).toBe(1);
  });
});

const generous = {
  sockets: { burst: 1_000, perSecond: 1_000 },
  joins: { burst: 1_000, perSecond: 1_000 },
  guesses: { burst: 1_000, perSecond: 1_000 },
};

/** JSON that costs much to parse, in a frame of about so many bytes. */
const manyKeys = (bytes: number): string => {
  const keys = Array.from({ length: bytes >> 4 }, (_, index) => `"${String(index).padStart(9, "k")}":1`);
  return `42["signal.send",{${keys.join(",")}}]`;
};

describe("large frames", () => {
  it("are read once from a socket, and the next closes it unread", async () => {
    const server = await ground.server();
    const eve = await RawSocket.open(server.url);
    eve.send(manyKeys(300_000));
    await eve.until((text) => text.includes("message.refused"));
    eve.send(manyKeys(300_000));
    await eve.closed();
    expect(await closedFor(server, "large-frames")).toBe(1);
    expect(eve.received((text) => text.includes("message.refused"))).toHaveLength(1);
  });

  it("close the sockets of an address that has sent too many bytes, and hold nobody up", async () => {
    const server = await ground.server();
    const goesOn = await callOfTwo(server);
    const eves = await Promise.all(Array.from({ length: 8 }, () => RawSocket.open(server.url)));
    const frame = manyKeys(1_900_000);
    for (const eve of eves) {
      eve.send(frame);
      eve.send(frame);
    }
    await Promise.all(eves.map((eve) => eve.closed()));
    expect(await closedFor(server, "large-frames")).toBe(8);
    expect(await metric(server, 'tfx_refusals_total{code="protocol/too-large"}')).toBeLessThanOrEqual(1);
    await goesOn();
  });

  it("of other addresses and small frames go on meanwhile", async () => {
    const server = await ground.server({ addressRates: { bytes: { burst: 1_000, perSecond: 1 } } });
    const goesOn = await callOfTwo(server);
    const eve = await RawSocket.open(server.url);
    eve.send(manyKeys(90_000));
    await eve.closed();
    await goesOn();
  });
});

describe("a client that does not read", () => {
  it("is cut off before what waits for it fills the memory", async () => {
    const plenty = { burst: 1_000_000, perSecond: 1_000_000 };
    const server = await ground.server({
      socketRates: { messages: plenty, calls: plenty, refusals: plenty },
      addressRates: { joins: plenty },
    });
    const eve = await RawSocket.open(server.url);
    const access = '"protocol":1,"room":"amber-otter","access":{"mode":"open"},"profile":{"open":"{}"}';
    eve.send(`420["room.join",{${access},"instance":"${randomId()}"}]`);
    await eve.until((text) => text.startsWith("430"));
    eve.ws.pause();
    const ada = await ground.client(server);
    const profile = { open: "v".repeat(2_000) };
    for (let count = 0; count < 200 && (await closedFor(server, "slow-reader")) === 0; count += 1) {
      const visits = Array.from({ length: 40 }, async (_unused, visit) =>
        ada.join(visit % 2 === 0 ? "amber-otter" : "amber-lynx", { profile }),
      );
      await Promise.all(visits);
    }
    expect(await closedFor(server, "slow-reader")).toBe(1);
  });
});

describe("one address", () => {
  it("may not hold sockets without end, and may again when one is closed", async () => {
    const server = await ground.server({ maxSocketsPerAddress: 2 });
    const [one] = await ground.clients(server, "one", "two");
    await expect(ground.client(server)).rejects.toMatchObject({
      data: { code: "rate/limited", details: { retryAfterMs: expect.any(Number) } },
    });
    one.close();
    await expect.poll(() => metric(server, "tfx_sockets")).toBe(1);
    await ground.client(server);
  });

  it("may not open sockets without end: it is told when to come back", async () => {
    const server = await ground.server({ addressRates: { ...generous, sockets: { burst: 2, perSecond: 0.1 } } });
    await ground.clients(server, "one", "two");
    await expect(ground.client(server)).rejects.toMatchObject({
      data: { code: "rate/limited", details: { retryAfterMs: expect.any(Number) } },
    });
    expect(await metric(server, 'tfx_sockets_refused_total{reason="address-rate"}')).toBe(1);
  });

  it("may not join without end", async () => {
    const server = await ground.server({ addressRates: { ...generous, joins: { burst: 2, perSecond: 0.1 } } });
    const ada = await ground.client(server);
    await ada.join("one");
    await ada.join("two");
    expect(await ada.refusal("room.join", joinParams("three"))).toBe("rate/limited");
  });

  it("may not guess secrets without end, from whatever socket", async () => {
    const server = await ground.server({ addressRates: { ...generous, guesses: { burst: 3, perSecond: 0.1 } } });
    const [ada, eve, other] = await ground.clients(server, "ada", "eve", "other");
    await ada.join("amber-otter", sealedWith(randomProof()));
    const guess = () => ({ room: "amber-otter", access: { mode: "sealed", proof: randomProof() } });
    for (let count = 0; count < 3; count += 1) expect(await eve.refusal("room.peek", guess())).toBe("room/secret-wrong");
    expect(await other.refusal("room.peek", guess())).toBe("rate/limited");
    expect(await other.refusal("room.join", joinParams("amber-otter", sealedWith(randomProof())))).toBe("rate/limited");
  });
});

describe("who may connect", () => {
  it("is everybody until origins are named, then only those and programs", async () => {
    const server = await ground.server({ allowedOrigins: ["https://call.example"] });
    const from = (origin: string): Promise<number> => upgradeStatus(server, { origin });
    expect(await from("https://call.example")).toBe(101);
    expect(await from(server.url)).toBe(101);
    expect(await from("https://evil.example")).toBe(400);
    await ground.client(server);
  });

  it("is nobody more when there are as many sockets as the server takes", async () => {
    const server = await ground.server({ maxSockets: 1 });
    await ground.client(server);
    await expect(TestClient.open(server.url)).rejects.toMatchObject({ data: { code: "server/busy", details: {} } });
    expect(await metric(server, 'tfx_sockets_refused_total{reason="busy"}')).toBe(1);
  });

  it("only WebSockets", async () => {
    const server = await ground.server();
    const answer = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
    expect(answer.status).toBe(400);
  });
});

/** The status with which a WebSocket handshake of a page is answered. */
const upgradeStatus = (server: SignallingServer, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(`${server.url}/socket.io/?EIO=4&transport=websocket`, {
      headers: {
        ...headers,
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
      },
    });
    asked.on("upgrade", (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on("response", (response) => resolve(response.statusCode ?? 0));
    asked.on("error", reject);
    asked.end();
  });
