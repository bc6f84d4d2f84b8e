import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeMediaPath, fakeAnswer, type FakeMediaPath } from "../testing/fake-media-path.ts";
import { openWhipServer, type WhipServer } from "../testing/whip-server.ts";
import { withStereo } from "./receiving-path.ts";
import { openWhep, type WhepOutcome } from "./whep-session.ts";

let server: WhipServer;
let life: AbortController;
beforeEach(async () => {
  server = await openWhipServer();
  life = new AbortController();
});
afterEach(async () => {
  life.abort();
  await server[Symbol.asyncDispose]();
});

const created = { "content-type": "application/sdp", location: "/s/1", etag: '"one"' };

const answerWell = (patchStatus = 204): void =>
  server.answer(({ method }, response) => {
    if (method === "POST") response.writeHead(201, created).end(fakeAnswer("srv1"));
    else response.writeHead(method === "PATCH" ? patchStatus : 200).end();
  });

/** Watches over a path that the test moves. */
const watch = (connectMs = 5_000): { readonly path: FakeMediaPath; readonly outcome: Promise<WhepOutcome> } => {
  const path = createFakeMediaPath();
  const outcome = openWhep({
    endpoint: `${server.url}/whep/film`,
    token: "secret",
    connectMs,
    signal: life.signal,
    // There are no streams outside of browsers, and none is looked at here.
    openPath: () => ({ path, stream: {} as MediaStream }),
  });
  return { path, outcome };
};

const watchWell = async () => {
  const { path, outcome } = watch();
  await server.until(({ method }) => method === "POST");
  path.move("connected");
  const result = await outcome;
  if (result.kind !== "playing") throw new Error(result.kind);
  return { path, session: result.session };
};

const refusals = [
  [404, {}, { kind: "not-live" }],
  [409, { "retry-after": "2" }, { kind: "not-live", retryAfterMs: 2_000 }],
  [503, { "retry-after": "10" }, { kind: "busy", retryAfterMs: 10_000 }],
  [429, {}, { kind: "busy" }],
  [401, {}, { kind: "not-allowed" }],
  [403, {}, { kind: "not-allowed" }],
  [405, {}, { kind: "unsupported" }],
  [422, {}, { kind: "unsupported" }],
  [201, { "content-type": "text/html" }, { kind: "unsupported" }],
] as const;

describe("the wish to watch", () => {
  it.each(refusals)("is refused by %i with what to do next", async (status, headers, expected) => {
    server.answer((_request, response) => void response.writeHead(status, headers).end());
    const { path, outcome } = watch();
    expect(await outcome).toMatchObject(expected);
    expect(path.done).toContain("closed");
  });

  it("is granted once there is a path, and shows its token", async () => {
    answerWell();
    const { session } = await watchWell();
    expect(session.state.value).toBe("playing");
    expect(server.requests[0]).toMatchObject({ path: "/whep/film", headers: { authorization: "Bearer secret" } });
  });

  it("is given up when there is no path in time, and the server is told", async () => {
    answerWell();
    const { path, outcome } = watch(20);
    expect(await outcome).toEqual({ kind: "no-path" });
    await server.until(({ method, path: at }) => method === "DELETE" && at === "/s/1");
    expect(path.done).toContain("closed");
  });

  it("is heard by nobody when the server is away", async () => {
    const away = server.url;
    await server[Symbol.asyncDispose]();
    const outcome = await openWhep({
      endpoint: `${away}/whep/film`,
      signal: life.signal,
      openPath: () => ({ path: createFakeMediaPath(), stream: {} as MediaStream }),
    });
    expect(outcome).toEqual({ kind: "unreachable" });
    server = await openWhipServer();
  });

  it("ends with who had it, also in the middle", async () => {
    answerWell();
    const { path, outcome } = watch();
    // The session has begun when its answer is taken.
    await expect.poll(() => path.done).toContain("begin srv1 []");
    life.abort(new Error("gone"));
    await expect(outcome).rejects.toThrow("gone");
    await server.until(({ method }) => method === "DELETE");
  });
});

describe("a session", () => {
  it("is closed here and there, once", async () => {
    answerWell();
    const { path, session } = await watchWell();
    session.close();
    session.close();
    await server.until(({ method }) => method === "DELETE");
    expect(session.state.value).toBe("ended");
    expect(path.done.filter((what) => what === "closed")).toHaveLength(1);
    expect(server.requests.filter(({ method }) => method === "DELETE")).toHaveLength(1);
  });

  it("looks for another path when the network is lost, and plays on", async () => {
    server.answer(({ method, headers }, response) => {
      if (method === "POST") response.writeHead(201, created).end(fakeAnswer("srv1"));
      else if (headers["if-match"] === "*") response.writeHead(200, { etag: '"two"' }).end(fakeAnswer("srv2"));
      else response.writeHead(204).end();
    });
    const { path, session } = await watchWell();
    path.move("interrupted");
    expect(session.state.value).toBe("interrupted");
    await expect.poll(() => path.done).toContain("restarted srv2");
    path.move("connected");
    expect(session.state.value).toBe("playing");
  });

  it("is over when the server does not know it any more", async () => {
    answerWell(404);
    const { path, session } = await watchWell();
    path.move("interrupted");
    await expect.poll(() => session.state.value).toBe("ended");
  });
});

it("stereo is asked for once, of Opus alone", () => {
  const sdp = "a=fmtp:111 minptime=10;useinbandfec=1\r\na=fmtp:108 level-asymmetry-allowed=1\r\n";
  const asked = "a=fmtp:111 minptime=10;useinbandfec=1;stereo=1\r\na=fmtp:108 level-asymmetry-allowed=1\r\n";
  expect(withStereo(sdp)).toBe(asked);
  expect(withStereo(asked)).toBe(asked);
});
