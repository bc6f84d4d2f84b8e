import { spawn, type ChildProcessByStdio } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { findTurnserver } from "./find-turnserver.ts";
import { startTurn, type TurnServer } from "./start-turn.ts";
import { stunAnswers } from "./stun-answers.ts";
import { forbiddenPeers } from "./testing/forbidden-peers.ts";
import { freeUdpPort } from "./testing/free-udp-port.ts";
import type { Endpoint } from "./testing/stun-message.ts";
import { TurnProbe } from "./testing/turn-probe.ts";
import { turnCredential, type TurnCredential } from "./turn-credential.ts";
import { readTurnSettings } from "./turn-settings.ts";

// A machine that is busy with other tests starts a program slowly.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const secret = "a secret of the tests".replaceAll(" ", "-");
const inAnHour = (): number => Math.floor(Date.now() / 1_000) + 3_600;
const credentialOf = (id: string): TurnCredential => turnCredential(secret, id, inAnHour());

const openRelay = async (extra: Record<string, string> = {}): Promise<{ server: TurnServer; endpoint: Endpoint; log: string[] }> => {
  const port = await freeUdpPort();
  const log: string[] = [];
  const settings = readTurnSettings({
    TFX_TURN_SECRET: secret,
    TFX_TURN_PORT: String(port),
    TFX_TURN_LISTEN_IP: "127.0.0.1",
    TFX_TURN_RELAY_IP: "127.0.0.1,::1",
    TFX_TURN_USER_QUOTA: "3",
    TFX_TURN_TOTAL_QUOTA: "200",
    ...extra,
  });
  const server = await startTurn(settings, { log: (line) => log.push(line) });
  return { server, endpoint: { address: "127.0.0.1", port }, log };
};

describe("coturn with our configuration", () => {
  let relay: Awaited<ReturnType<typeof openRelay>>;
  let probes: TurnProbe[] = [];

  beforeAll(async () => {
    if (findTurnserver() !== undefined) relay = await openRelay();
  });
  afterAll(async () => relay?.server.close());
  beforeEach((context) => context.skip(findTurnserver() === undefined, "coturn's turnserver is not installed"));
  afterEach(async () => {
    await Promise.all(probes.map((opened) => opened.close()));
    probes = [];
  });

  const probe = async (credential: TurnCredential): Promise<TurnProbe> => {
    const opened = await TurnProbe.open(relay.endpoint, credential);
    probes.push(opened);
    return opened;
  };

  test("gives an allocation for a good credential", async () => {
    const client = await probe(credentialOf("good"));
    expect(await client.allocate()).toMatchObject({ address: "127.0.0.1" });
    expect(await client.refresh()).toBe("ok");
  });

  test("lets a client reach a public address, so that refusals mean something", async () => {
    const client = await probe(credentialOf("public"));
    await client.allocate();
    expect(await client.createPermission({ address: "8.8.8.8", port: 53 })).toBe("ok");
    const overIpv6 = await probe(credentialOf("public-6"));
    await overIpv6.allocate("ipv6");
    expect(await overIpv6.createPermission({ address: "2606:4700::1111", port: 53 })).toBe("ok");
  });

  for (const family of ["ipv4", "ipv6"] as const) {
    test.each(forbiddenPeers[family])(`refuses the ${family} peer %s, as a permission and as a channel`, async (address) => {
      const client = await probe(credentialOf(`peer-${address}`));
      expect(await client.allocate(family)).toHaveProperty("port");
      expect(await client.createPermission({ address, port: 9 })).toBe(403);
      expect(await client.channelBind({ address, port: 9 }, 0x4001)).toBe(403);
    });
  }

  test("refuses an IPv6 form of a forbidden address on an IPv4 allocation too", async () => {
    const client = await probe(credentialOf("mixed"));
    await client.allocate("ipv4");
    for (const address of ["::ffff:127.0.0.1", "::1", "64:ff9b::7f00:1"]) {
      expect(await client.createPermission({ address, port: 9 })).not.toBe("ok");
      expect(await client.channelBind({ address, port: 9 }, 0x4001)).not.toBe("ok");
    }
  });

  test("refuses an expired credential", async () => {
    const client = await probe(turnCredential(secret, "late", Math.floor(Date.now() / 1_000) - 10));
    expect(await client.allocate()).toBe(401);
  });

  test("refuses a credential made with another secret", async () => {
    const client = await probe(turnCredential("some-other-secret-of-no-use", "forger", inAnHour()));
    expect(await client.allocate()).toBe(401);
  });

  test("refuses a name with somebody else's password, and a name with a later expiry", async () => {
    const [ann, ben] = [credentialOf("ann"), credentialOf("ben")];
    expect(await (await probe({ username: ben.username, password: ann.password })).allocate()).toBe(401);
    const longer = ann.username.replace(/^\d+/, String(inAnHour() + 86_400));
    expect(await (await probe({ username: longer, password: ann.password })).allocate()).toBe(401);
    expect(await (await probe({ username: "ann", password: ann.password })).allocate()).toBe(401);
  });

  test("refuses to serve somebody's allocation to another user", async () => {
    const client = await probe(credentialOf("owner"));
    await client.allocate();
    client.use(credentialOf("thief"));
    expect(await client.createPermission({ address: "8.8.8.8", port: 53 })).toBe(441);
    expect(await client.refresh()).toBe(441);
  });

  test("stops one participant at its quota, whatever expiry its credentials carry, and no other", async () => {
    for (let index = 0; index < 3; index++) {
      const client = await probe(turnCredential(secret, "greedy", inAnHour() + index));
      expect(await client.allocate()).toHaveProperty("port");
    }
    expect(await (await probe(turnCredential(secret, "greedy", inAnHour() + 9))).allocate()).toBe(486);
    expect(await (await probe(credentialOf("modest"))).allocate()).toHaveProperty("port");
  });
});

describe("the exception for tests", () => {
  let target: Socket;

  beforeEach(async (context) => {
    context.skip(findTurnserver() === undefined, "coturn's turnserver is not installed");
    target = createSocket("udp4");
    target.bind(0, "127.0.0.1");
    await once(target, "listening");
  });
  afterEach(() => target?.close());

  test("lets packets through to this machine, and to nothing else that is forbidden", async () => {
    const { server, endpoint } = await openRelay({ TFX_TURN_ALLOW_LOOPBACK_PEERS: "1" });
    const client = await TurnProbe.open(endpoint, credentialOf("tester"));
    const peer = { address: "127.0.0.1", port: target.address().port };
    await client.allocate();
    expect(await client.createPermission(peer)).toBe("ok");
    const received = once(target, "message");
    client.send(peer, Buffer.from("through the relay"));
    expect(String((await received)[0])).toBe("through the relay");
    for (const address of ["127.0.0.2", "10.0.0.1", "169.254.169.254"]) {
      expect(await client.createPermission({ address, port: 9 })).toBe(403);
    }
    await client.close();
    await server.close();
  });
});

test("the total quota stops everybody together, and ends once somebody has left", async (context) => {
  context.skip(findTurnserver() === undefined, "coturn's turnserver is not installed");
  const { server, endpoint } = await openRelay({ TFX_TURN_TOTAL_QUOTA: "4" });
  const many = await Promise.all(Array.from({ length: 5 }, (_, index) => TurnProbe.open(endpoint, credentialOf(`one-of-many-${index}`))));
  const answers = await Promise.all(many.map((client) => client.allocate()));
  expect(answers.filter((answer) => answer === 486)).toHaveLength(1);
  await Promise.all(many.map((client) => client.close()));
  const late = await TurnProbe.open(endpoint, credentialOf("afterwards"));
  // coturn counts an allocation for about a second after its end.
  await expect.poll(() => late.allocate(), { timeout: 10_000, interval: 200 }).toHaveProperty("port");
  await late.close();
  await server.close();
});

describe("coturn that nobody looks after any more", () => {
  const startMain = async (): Promise<{ child: ChildProcessByStdio<null, Readable, null>; answers: () => Promise<boolean> }> => {
    const port = await freeUdpPort();
    const env = { ...process.env, TFX_TURN_SECRET: secret, TFX_TURN_PORT: String(port), TFX_TURN_LISTEN_IP: "127.0.0.1" };
    const main = fileURLToPath(new URL("main.ts", import.meta.url));
    const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "ignore"] });
    return { child, answers: () => stunAnswers({ address: "127.0.0.1", port, signal: AbortSignal.timeout(300) }) };
  };

  test("ends with the process that started it, also when that is killed", async (context) => {
    context.skip(findTurnserver() === undefined, "coturn's turnserver is not installed");
    context.skip(process.platform !== "linux", "only Linux tells a program of its parent's end");
    const { child, answers } = await startMain();
    await expect.poll(answers, { timeout: 10_000 }).toBe(true);
    child.kill("SIGKILL");
    await expect.poll(answers, { timeout: 15_000 }).toBe(false);
  });

  test("ends when a line of its log can be written to nobody", async (context) => {
    context.skip(findTurnserver() === undefined, "coturn's turnserver is not installed");
    const { child, answers } = await startMain();
    const exited = once(child, "exit");
    // Before it says that it is up: that line is the one.
    child.stdout.destroy();
    await exited;
    expect(await answers()).toBe(false);
  });
});

test("a coturn that cannot start says why", async (context) => {
  context.skip(findTurnserver() === undefined, "coturn's turnserver is not installed");
  const settings = readTurnSettings({ TFX_TURN_SECRET: secret, TFX_TURN_LISTEN_IP: "203.0.113.7", TFX_TURN_PORT: "3999" });
  await expect(startTurn(settings, { readyTimeoutMs: 2_000 })).rejects.toThrow("coturn did not start");
});
