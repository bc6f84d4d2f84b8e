import { setTimeout as delay } from "node:timers/promises";
import { inSession, statusOf, type OpenSession } from "./session.ts";
import { openPeer } from "./peer.ts";
import { demand, isFine, isRefusal, patch, remove, send, type Check, type Target } from "./target.ts";

const candidates = (...lines: readonly string[]): string => `${["m=audio 9 UDP/TLS/RTP/SAVPF 97", "a=mid:0", ...lines].join("\r\n")}\r\n`;
const usable = "a=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host";

const demandStatus = async (what: string, response: Promise<Response>, expected: number): Promise<Response> => {
  const answer = await response;
  demand(answer.status === expected, `${what} is answered with ${answer.status}, not ${expected}.`);
  return answer;
};

/** The fragment in the manner of a session's own offer. */
const ownFragment = ({ peer }: OpenSession, ...lines: readonly string[]): string => {
  const find = (name: string): string => new RegExp(`^a=${name}:.*$`, "m").exec(peer.offer)?.[0].trim() ?? "";
  return [find("ice-ufrag"), find("ice-pwd"), candidates(...lines)].join("\r\n");
};

const restart = async (target: Target, session: OpenSession): Promise<{ etag: string; answer: string }> => {
  const { peer, url } = session;
  const fragment = await peer.restart();
  const response = await demandStatus("A restart", patch(target, url, { fragment, headers: { "if-match": "*" } }), 200);
  demand(response.headers.get("content-type")?.startsWith("application/trickle-ice-sdpfrag") === true, "The body is no fragment.");
  const body = await response.text();
  const of = (text: string, name: string): string => new RegExp(`^a=${name}:(.*)$`, "m").exec(text)?.[1]?.trim() ?? "";
  for (const name of ["ice-ufrag", "ice-pwd"]) {
    demand(of(body, name) !== "", `The fragment has no ${name}.`);
    demand(of(body, name) !== of(session.answer, name), `The restart keeps the old ${name}.`);
  }
  const fresh = (body.match(/^a=candidate:.*$/gm) ?? []).map((line) => line.trim());
  const answer = session.answer
    .replaceAll(/^a=ice-ufrag:.*$/gm, `a=ice-ufrag:${of(body, "ice-ufrag")}`)
    .replaceAll(/^a=ice-pwd:.*$/gm, `a=ice-pwd:${of(body, "ice-pwd")}`)
    .replaceAll(/^(?:a=candidate:.*\r?\n)+/gm, fresh.map((line) => `${line}\r\n`).join(""));
  return { etag: response.headers.get("etag") ?? "", answer };
};

/** Longer than a server waits that looks for dead publishers: only media that arrives keeps a session that long. */
const lastingMs = 4_000;

const demandLasting = async (target: Target, url: string): Promise<void> => {
  await delay(lastingMs);
  demand(isFine((await send(target, url, { method: "GET" })).status), "No media came after the restart: the session is gone.");
};

const strongTag = /^"[\x21\x23-\x7e]+"$/;

/** What RFC 9725 asks of a session. */
export const sessionChecks: readonly Check[] = [
  {
    id: "W14",
    says: "takes its consent back at once when a session is deleted",
    run: (target) =>
      inSession(target, async ({ peer, answer, url }) => {
        await peer.connect(answer);
        await demandStatus("DELETE", remove(target, url), 200);
        // Whoever hears nothing for 30 seconds has no consent (RFC 7675 §5.1); an alert of DTLS comes at once.
        await peer.untilLost(35_000);
      }),
  },
  {
    id: "W15",
    says: "takes trickled candidates with 204, no body and no ETag, and passes over those of no use",
    run: (target) =>
      inSession(target, async (session) => {
        const { url, etag } = session;
        const strange = [
          "a=candidate:2 1 udp 1 0b1c2d3e-aaaa-bbbb-cccc-0123456789ab.local 9 typ host",
          "a=candidate:3 1 foo 1 1.2.3.4 9 typ new",
        ];
        for (const lines of [[usable], strange, [...strange, usable]]) {
          const response = await demandStatus(
            "A fragment",
            patch(target, url, { fragment: ownFragment(session, ...lines), headers: { "if-match": etag } }),
            204,
          );
          demand((await response.text()) === "" && !response.headers.has("etag"), "204 has a body or an ETag.");
        }
      }),
  },
  {
    id: "W16",
    says: "gives each ICE session a strong ETag, and asks for it (428, 412)",
    run: (target) =>
      inSession(target, async (session) => {
        const { url, etag } = session;
        demand(strongTag.test(etag), `${etag || "Nothing"} is no strong ETag.`);
        const fragment = ownFragment(session, usable);
        await demandStatus("PATCH without If-Match", patch(target, url, { fragment }), 428);
        await demandStatus("PATCH with another tag", patch(target, url, { fragment, headers: { "if-match": '"another"' } }), 412);
      }),
  },
  {
    id: "W17",
    says: "restarts ICE for If-Match: * with new credentials and a new ETag, and media goes on",
    run: (target) =>
      inSession(target, async (session) => {
        await session.peer.connect(session.answer);
        const { etag, answer } = await restart(target, session);
        demand(strongTag.test(etag) && etag !== session.etag, "The ICE session has no new ETag.");
        await session.peer.connect(answer);
        await demandLasting(target, session.url);
        const old = patch(target, session.url, { fragment: ownFragment(session, usable), headers: { "if-match": session.etag } });
        await demandStatus("The old tag", old, 412);
      }),
  },
  {
    id: "W18",
    says: "goes on as it was after a restart that failed",
    run: (target) =>
      inSession(target, async (session) => {
        const { peer, url, etag } = session;
        await peer.connect(session.answer);
        const broken = "a=ice-ufrag:x\r\na=ice-pwd:y\r\nm=audio 9 UDP/TLS/RTP/SAVPF 97\r\na=mid:0\r\n";
        const { status } = await patch(target, url, { fragment: broken, headers: { "if-match": "*" } });
        demand(isRefusal(status), `A restart with broken credentials is answered with ${status}.`);
        await demandStatus(
          "A fragment for the session before",
          patch(target, url, { fragment: ownFragment(session, usable), headers: { "if-match": etag } }),
          204,
        );
        demand(peer.connection.connectionState === "connected", "The connection is gone.");
      }),
  },
  {
    id: "W19",
    says: "refuses fragments of a wrong type (415) or with nonsense in them (400)",
    run: (target) =>
      inSession(target, async (session) => {
        const { url, etag } = session;
        const headers = { "if-match": etag };
        const wrong = await patch(target, url, {
          fragment: ownFragment(session, usable),
          headers: { ...headers, "content-type": "application/sdp" },
        });
        demand(isRefusal(wrong.status), `A wrong type is answered with ${wrong.status}.`);
        for (const nonsense of ["{}", "hello\r\n", "a"])
          demand(isRefusal((await patch(target, url, { fragment: nonsense, headers })).status), `${nonsense} is taken for a fragment.`);
      }),
  },
  {
    id: "W20",
    says: "ends a session by DELETE whatever its ETag, and knows it no more",
    async run(target) {
      await inSession(target, async (session) => {
        const { url } = session;
        const deleted = await remove(target, url, { "if-match": '"another"' });
        demand(isFine(deleted.status), `DELETE is answered with ${deleted.status}.`);
        await demandStatus("A second DELETE", remove(target, url), 404);
        await demandStatus(
          "PATCH afterwards",
          patch(target, url, { fragment: ownFragment(session, usable), headers: { "if-match": session.etag } }),
          404,
        );
      });
      const peer = await openPeer();
      await peer.close();
      demand((await statusOf(target, peer.offer)) === 201, "The name is not free again.");
    },
  },
];
