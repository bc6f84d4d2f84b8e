import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFakeMediaPath, fakeAnswer } from "../testing/fake-media-path.ts";
import { openWhipServer, type WhipRequest, type WhipServer } from "../testing/whip-server.ts";
import { createRequester } from "./whip-requests.ts";
import { openWhipSession } from "./whip-session.ts";

let server: WhipServer;
let other: WhipServer;
let life: AbortController;
beforeEach(async () => {
  [server, other] = [await openWhipServer(), await openWhipServer()];
  life = new AbortController();
});
afterEach(async () => {
  life.abort();
  await Promise.all([server[Symbol.asyncDispose](), other[Symbol.asyncDispose]()]);
});

const withoutEtag = { "content-type": "application/sdp", location: "/s/1" };
const created = { ...withoutEtag, etag: '"one"' };
const isPatch = ({ method }: WhipRequest): boolean => method === "PATCH";

/** Publishes to `/whip/film` with a token. */
const publish = async (token: string | undefined = "secret") => {
  const path = createFakeMediaPath();
  const requester = createRequester({ ask: fetch, token, signal: life.signal });
  const session = await openWhipSession({ endpoint: `${server.url}/whip/film`, requester, path, iceServers: [], signal: life.signal });
  return { path, session };
};
const publishWell = async (token?: string) => {
  const { path, session } = await publish(token);
  if ("why" in session) throw new Error(session.why);
  return { path, session };
};
/** Answers POST with 201, and the rest with a status. */
const answerWell = (headers: Record<string, string> = {}, status = 204): void =>
  server.answer(({ method }, response) => {
    if (method === "POST") response.writeHead(201, { ...created, ...headers }).end(fakeAnswer("srv1"));
    else response.writeHead(status).end();
  });

describe("publishing", () => {
  it("posts the offer with the token, and takes a relative address for its session", async () => {
    answerWell();
    const { session, path } = await publishWell();
    expect(session.url).toBe(`${server.url}/s/1`);
    expect(path.done).toEqual(["begin srv1 []"]);
    const [post] = server.requests;
    expect(post).toMatchObject({ method: "POST", path: "/whip/film" });
    expect(post?.headers).toMatchObject({ authorization: "Bearer secret", "content-type": "application/sdp" });
    expect(post?.body).toContain("a=rtcp-mux-only");
  });

  it("shows no token where there is none", async () => {
    answerWell();
    await publishWell("");
    expect(server.requests[0]?.headers).not.toHaveProperty("authorization");
  });

  it("uses the ICE servers that the answer names", async () => {
    answerWell({ link: '<turn:t.example>; rel="ice-server"; username="u"; credential="c", <x>; rel="unheard-of"' });
    const { path } = await publishWell();
    expect(path.done).toEqual(['begin srv1 [{"urls":"turn:t.example","username":"u","credential":"c"}]']);
  });

  it.each([307, 308])("follows %i with method, body and token, and finds the session where it led", async (status) => {
    server.answer((_request, response) => void response.writeHead(status, { location: `${other.url}/elsewhere` }).end());
    other.answer(({ headers }, response) => {
      if (headers.authorization === undefined) response.writeHead(401).end();
      else response.writeHead(201, created).end(fakeAnswer("srv1"));
    });
    const { session } = await publishWell();
    expect(session.url).toBe(`${other.url}/s/1`);
    expect(other.requests.at(-1)).toMatchObject({ method: "POST", path: "/elsewhere" });
    expect(other.requests.at(-1)?.body).toContain("v=0");
  });

  it("says what the server said when it refuses, and how long to wait", async () => {
    server.answer((_request, response) => void response.writeHead(503, { "retry-after": "7" }).end("No room\nnow"));
    expect((await publish()).session).toEqual({ why: "answered", status: 503, text: "No room now", retryAfterMs: 7_000 });
  });

  it("knows when what answers is no WHIP server, or nobody", async () => {
    server.answer((_request, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<p>"));
    expect((await publish()).session).toEqual({ why: "malformed" });
    await server[Symbol.asyncDispose]();
    expect((await publish()).session).toEqual({ why: "unreachable" });
  });
});

describe("candidates", () => {
  it("that came before the answer travel in one PATCH, with the ETag", async () => {
    answerWell();
    const { path } = await publishWell();
    path.gather("candidate:1 1 udp 1 192.0.2.1 1 typ host");
    path.gather("candidate:2 1 udp 1 192.0.2.1 2 typ host");
    path.gather(undefined);
    const patch = await server.until(isPatch);
    expect(patch.path).toBe("/s/1");
    expect(patch.headers).toMatchObject({
      "content-type": "application/trickle-ice-sdpfrag",
      "if-match": '"one"',
      authorization: "Bearer secret",
    });
    expect(patch.body.match(/a=candidate/g)).toHaveLength(2);
    expect(patch.body).toContain("a=ice-ufrag:own1");
    expect(patch.body).toContain("a=end-of-candidates");
  });

  it("are kept back from a server that does not take them", async () => {
    answerWell({}, 405);
    const { path, session } = await publishWell();
    path.gather("candidate:1 1 udp 1 192.0.2.1 1 typ host");
    await server.until(isPatch);
    path.gather("candidate:2 1 udp 1 192.0.2.1 2 typ host");
    await session.close();
    expect(server.requests.filter(isPatch)).toHaveLength(1);
  });
});

describe("a restart", () => {
  it("asks with If-Match: *, and goes on under the new ETag", async () => {
    server.answer(({ method, headers }, response) => {
      if (method === "POST") return response.writeHead(201, created).end(fakeAnswer("srv1"));
      if (headers["if-match"] !== "*") return response.writeHead(204).end();
      const fragment = "a=ice-ufrag:srv2\r\na=ice-pwd:1111111111111111111111\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";
      return response.writeHead(200, { etag: '"two"', "content-type": "application/trickle-ice-sdpfrag" }).end(fragment);
    });
    const { path, session } = await publishWell();
    expect(await session.restart()).toBe(true);
    expect(path.done.at(-1)).toBe("restarted srv2");
    expect((await server.until(isPatch)).body).toContain("a=ice-ufrag:own2");
    path.gather("candidate:3 1 udp 1 192.0.2.1 3 typ host");
    const trickled = await server.until(({ headers }) => headers["if-match"] === '"two"');
    expect(trickled.body).toContain("a=ice-ufrag:own2");
  });

  it("fails where the server cannot, or has no ETag to tell sessions apart", async () => {
    answerWell({}, 422);
    expect(await (await publishWell()).session.restart()).toBe(false);
    server.answer((_request, response) => void response.writeHead(201, withoutEtag).end(fakeAnswer("srv1")));
    const before = server.requests.length;
    expect(await (await publishWell()).session.restart()).toBe(false);
    expect(server.requests).toHaveLength(before + 1);
  });
});

describe("the end of a session", () => {
  it("is said with DELETE and the token", async () => {
    answerWell({}, 200);
    const { session } = await publishWell();
    await session.close();
    expect(server.requests.at(-1)).toMatchObject({ method: "DELETE", path: "/s/1" });
    expect(server.requests.at(-1)?.headers).toHaveProperty("authorization", "Bearer secret");
  });

  const events = { link: '</s/1/events>; rel="urn:ietf:params:whip:ext:core:server-sent-events"; events="ended"' };

  it("is heard by the server's events", async () => {
    server.answer(({ method, path }, response) => {
      if (method === "POST" && path === "/whip/film") return response.writeHead(201, { ...created, ...events }).end(fakeAnswer("srv1"));
      if (method === "POST") return response.writeHead(201, { location: "/s/1/events/7" }).end();
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": hello\n\n");
      return response.end('event: ended\ndata: {"reason":"worker-lost"}\n\n');
    });
    const { session } = await publishWell();
    expect(await new Promise((resolve) => session.onEnded(resolve))).toBe("worker-lost");
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toContain("GET /s/1/events/7");
  });

  it("is noticed when the events break off and the session is not known any more", async () => {
    server.answer(({ method, path }, response) => {
      if (method === "POST" && path === "/whip/film") return response.writeHead(201, { ...created, ...events }).end(fakeAnswer("srv1"));
      if (path !== "/s/1/events" || method === "POST") return response.writeHead(404).end();
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(": hello\n\n");
      return response.destroy();
    });
    const { session } = await publishWell();
    expect(await new Promise((resolve) => session.onEnded(resolve))).toBe("gone");
  });
});
