import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeMediaPath, fakeAnswer, type FakeMediaPath } from "../testing/fake-media-path.ts";
import { openWhipServer, type WhipServer } from "../testing/whip-server.ts";
import { createPublication, type Publication, type PublicationOptions, type PublicationState } from "./publication.ts";

let server: WhipServer;
let publication: Publication | undefined;
beforeEach(async () => void (server = await openWhipServer()));
afterEach(async () => {
  await publication?.close();
  publication = undefined;
  await server[Symbol.asyncDispose]();
});

const created = { "content-type": "application/sdp", location: "/s/1", etag: '"one"' };
const answerWell = (): void =>
  server.answer(({ method }, response) => {
    if (method === "POST") response.writeHead(201, created).end(fakeAnswer("srv1"));
    else response.writeHead(method === "PATCH" ? 412 : 200).end();
  });

/** A page whose time moves when the test says so. */
const publish = (given: Pick<PublicationOptions, "token" | "renewToken"> = {}) => {
  const paths: FakeMediaPath[] = [];
  const waits: { readonly ms: number; readonly pass: () => void }[] = [];
  const listeners = new Map<string, () => void>();
  let now = 0;
  const created_ = createPublication({
    ...given,
    endpoint: `${server.url}/whip/film`,
    // A stream can be made by browsers alone; nothing here looks into it.
    stream: {} as MediaStream,
    maxKbps: 1_000,
    maxFps: 30,
    ports: {
      openPath() {
        const path = createFakeMediaPath();
        paths.push(path);
        return path;
      },
      wait: (ms, until) =>
        new Promise((resolve) => {
          waits.push({ ms, pass: resolve });
          if (until.aborted) resolve();
          until.addEventListener("abort", () => resolve(), { once: true });
        }),
      luck: () => 0.5,
      nowMs: () => now,
      listen(event, run) {
        listeners.set(event, run);
        return () => listeners.delete(event);
      },
    },
  });
  publication = created_;
  const isIn = (state: PublicationState) => expect.poll(() => created_.state.value).toBe(state);
  const pathCount = (count: number) => expect.poll(() => paths.length).toBe(count);
  const begun = async (index: number): Promise<FakeMediaPath> => {
    await expect.poll(() => paths[index]?.done.length).toBeGreaterThan(0);
    const path = paths[index];
    if (path === undefined) throw new Error("There is no such path.");
    return path;
  };
  const passTime = (ms: number): void => void (now += ms);
  const waited = async (ms: number) => {
    await expect.poll(() => waits.some((one) => one.ms === ms)).toBe(true);
    waits
      .splice(
        waits.findIndex((one) => one.ms === ms),
        1,
      )[0]
      ?.pass();
  };
  return { publication: created_, paths, isIn, pathCount, begun, passTime, waited, listeners };
};

describe("a broadcast", () => {
  it("is live once media go through, paused when one says so, and gone when it ends", async () => {
    answerWell();
    const { publication: one, begun, isIn } = publish();
    expect(one.state.value).toBe("connecting");
    (await begun(0)).move("connected");
    await isIn("live");
    one.setPaused(true);
    expect(one.state.value).toBe("paused");
    one.setPaused(false);
    await one.close();
    expect(one.state.value).toBe("idle");
    expect(server.requests.at(-1)?.method).toBe("DELETE");
  });

  it("begins again when its path breaks and cannot be mended", async () => {
    answerWell();
    const { begun, isIn, passTime, waited } = publish();
    const first = await begun(0);
    first.move("connected");
    await isIn("live");
    passTime(60_000);
    first.move("failed");
    await isIn("reconnecting");
    await waited(0);
    (await begun(1)).move("connected");
    await isIn("live");
    expect(first.done).toContain("closed");
    expect(server.requests.filter(({ method }) => method === "POST")).toHaveLength(2);
  });

  it("waits for a path that comes back by itself", async () => {
    answerWell();
    const { begun, isIn, paths } = publish();
    const path = await begun(0);
    path.move("connected");
    path.move("interrupted");
    await isIn("reconnecting");
    path.move("connected");
    await isIn("live");
    expect(paths).toHaveLength(1);
    expect(server.requests.filter(({ method }) => method === "PATCH")).toHaveLength(0);
  });

  it("goes on where the server comes back after a while, and says meanwhile why", async () => {
    answerWell();
    const { publication: one, begun, isIn, passTime, waited } = publish();
    const first = await begun(0);
    first.move("connected");
    passTime(60_000);
    server.answer((_request, response) => void response.writeHead(503, { "retry-after": "3" }).end());
    first.move("failed");
    await waited(0);
    await expect.poll(() => one.problem.value?.reason).toBe("busy");
    await isIn("reconnecting");
    answerWell();
    await waited(3_000);
    (await begun(2)).move("connected");
    await isIn("live");
    expect(one.problem.value).toBeUndefined();
  });

  it("tries again at once when the network is back", async () => {
    const { pathCount, listeners } = publish();
    server.answer((_request, response) => void response.writeHead(502).end());
    await expect.poll(() => listeners.has("online")).toBe(true);
    listeners.get("online")?.();
    await pathCount(2);
  });

  it("gives up in words where there is no point in going on", async () => {
    server.answer((_request, response) => void response.writeHead(401).end("Show a token."));
    const { publication: one, isIn } = publish();
    await isIn("failed");
    expect(one.problem.value).toEqual({ reason: "token", status: 401, text: "Show a token." });
  });

  const onlyTakes = (token: string): void =>
    server.answer(({ method, headers }, response) => {
      if (headers["authorization"] !== `Bearer ${token}`) response.writeHead(401).end("Another one.");
      else if (method === "POST") response.writeHead(201, created).end(fakeAnswer("srv1"));
      else response.writeHead(method === "PATCH" ? 412 : 200).end();
    });

  it("goes on with another token when the last one has ended", async () => {
    onlyTakes("first");
    const asked: (string | undefined)[] = [];
    const renewToken = async (last: string | undefined) => {
      asked.push(last);
      return "second";
    };
    const { publication: one, begun, isIn, passTime, waited } = publish({ token: "first", renewToken });
    const path = await begun(0);
    path.move("connected");
    await isIn("live");
    passTime(60_000);
    onlyTakes("second");
    path.move("failed");
    await waited(0);
    (await begun(2)).move("connected");
    await isIn("live");
    expect(asked).toEqual(["first"]);
    expect(one.problem.value).toBeUndefined();
  });

  it("asks for another token once, and gives up when that is refused too", async () => {
    onlyTakes("none of them");
    let asked = 0;
    const { publication: one, isIn } = publish({ token: "first", renewToken: async () => `token ${(asked += 1)}` });
    await isIn("failed");
    expect(asked).toBe(1);
    expect(one.problem.value).toEqual({ reason: "token", status: 401, text: "Another one." });
  });

  it("waits for whoever gives out tokens", async () => {
    onlyTakes("second");
    let isThere = false;
    const renewToken = () => (isThere ? Promise.resolve("second") : Promise.reject(new Error("offline")));
    const { publication: one, begun, isIn, waited } = publish({ token: "first", renewToken });
    await expect.poll(() => one.problem.value?.reason).toBe("unreachable");
    isThere = true;
    await waited(300);
    (await begun(2)).move("connected");
    await isIn("live");
  });

  it("says that there is no path when media do not come through in time", async () => {
    answerWell();
    const { publication: one, begun, isIn, waited } = publish();
    for (const [index, delay] of [300, 700, undefined].entries()) {
      await begun(index);
      await waited(12_000);
      if (delay !== undefined) await waited(delay);
    }
    await isIn("failed");
    expect(one.problem.value).toEqual({ reason: "no-path" });
  });

  it("ends with the page", async () => {
    answerWell();
    const { begun, isIn, listeners } = publish();
    (await begun(0)).move("connected");
    await isIn("live");
    listeners.get("pagehide")?.();
    await server.until(({ method }) => method === "DELETE");
  });
});
