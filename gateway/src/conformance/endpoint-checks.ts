import { openPeer, type PeerWish } from "./peer.ts";
import { inSession, statusOf } from "./session.ts";
import { demand, isFine, isRefusal, send, type Check, type Target } from "./target.ts";

const offerOf = async (wish: PeerWish = {}): Promise<string> => {
  const peer = await openPeer(wish);
  await peer.close();
  return peer.offer;
};

const sectionsOf = (sdp: string): readonly string[] => sdp.split(/^m=/m).slice(1);

const demandRefused = async (target: Target, what: string, offer: string): Promise<void> => {
  const status = await statusOf(target, offer);
  demand(isRefusal(status), `${what} is answered with ${status}.`);
};

const preflight = (target: Target): Promise<Response> =>
  fetch(target.endpoint, {
    method: "OPTIONS",
    headers: {
      origin: "https://page.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });

/** What RFC 9725 asks of the address that offers are posted to. */
export const endpointChecks: readonly Check[] = [
  {
    id: "W1",
    says: "answers an offer with 201, an answer as application/sdp and the address of the session",
    run: (target) =>
      inSession(target, async ({ response, answer }) => {
        demand(response.headers.get("content-type")?.startsWith("application/sdp") === true, "The answer is no application/sdp.");
        demand(response.headers.has("location"), "There is no Location.");
        demand(/^v=0\r?\n/.test(answer), "The body is no session description.");
      }),
  },
  {
    id: "W2",
    says: "refuses another content type (415) and what is no session description (400)",
    async run(target) {
      const json = await statusOf(target, await offerOf(), { "content-type": "application/json" });
      demand(isRefusal(json), `JSON is answered with ${json}.`);
      await demandRefused(target, "Nonsense", "hello");
      await demandRefused(target, "Nothing", "");
    },
  },
  {
    id: "W3",
    says: "answers recvonly to sendonly and sendrecv, and refuses who does not send",
    async run(target) {
      for (const direction of ["sendonly", "sendrecv"] as const)
        await inSession(
          target,
          async ({ answer }) =>
            demand(
              sectionsOf(answer).every((section) => /^a=recvonly\s*$/m.test(section)),
              `The answer to ${direction} is not recvonly.`,
            ),
          { direction },
        );
      for (const direction of ["recvonly", "inactive"] as const)
        await demandRefused(target, `An offer that is ${direction}`, await offerOf({ direction }));
    },
  },
  {
    id: "W4",
    says: "takes one bundle with one track of each kind, whole or not at all",
    async run(target) {
      await inSession(target, async ({ answer }) => {
        const sections = sectionsOf(answer);
        const [, group = ""] = /^a=group:BUNDLE (.*)$/m.exec(answer) ?? [];
        demand(group.trim().split(" ").length === sections.length, "Not every section is in the bundle.");
        demand(
          sections.every((section) => /^a=rtcp-mux\s*$/m.test(section)),
          "RTCP is not multiplexed.",
        );
        demand(
          sections.every((section) => !/^\w+ 0 /.test(section)),
          "One section is refused alone.",
        );
      });
      await demandRefused(target, "An offer with two tracks of pictures", await offerOf({ kinds: ["audio", "video", "video"] }));
      await demandRefused(target, "An offer with a codec that is not known", (await offerOf()).replaceAll(/H264\/90000/g, "NONE/90000"));
      const unbundled = (await offerOf()).replace(/^a=group:BUNDLE.*\r?\n/m, "");
      await demandRefused(target, "An offer without a bundle", unbundled);
    },
  },
  {
    id: "W5",
    says: "chooses its DTLS role for actpass, and is passive for, or refuses, active",
    async run(target) {
      await inSession(target, async ({ answer }) => demand(/^a=setup:(?:active|passive)\s*$/m.test(answer), "The answer has no role."));
      const peer = await openPeer();
      await peer.close();
      const status = await statusOf(target, peer.offer.replaceAll("a=setup:actpass", "a=setup:active"));
      demand(status === 201 || isRefusal(status), `An active offer is answered with ${status}.`);
    },
  },
  {
    id: "W6",
    says: "puts all of its candidates into the answer",
    run: (target) => inSession(target, async ({ answer }) => demand(/^a=candidate:/m.test(answer), "The answer has no candidate.")),
  },
  {
    id: "W7",
    says: "answers GET and HEAD of the endpoint and of a session with 2xx and no body",
    run: (target) =>
      inSession(target, async ({ url }) => {
        for (const [address, method] of [target.endpoint, url].flatMap((one) => ["GET", "HEAD"].map((how) => [one, how] as const))) {
          const response = await send(target, address, { method });
          demand(isFine(response.status), `${method} is answered with ${response.status}.`);
          demand((await response.text()) === "", `${method} has a body.`);
        }
      }),
  },
  {
    id: "W8",
    says: "answers preflights, and OPTIONS with what it takes",
    async run(target) {
      const answer = await preflight(target);
      demand(isFine(answer.status), `A preflight is answered with ${answer.status}.`);
      demand(answer.headers.has("access-control-allow-origin"), "A page may not publish here.");
      demand(/\bPOST\b/.test(answer.headers.get("access-control-allow-methods") ?? "POST"), "POST is not allowed to pages.");
      demand(!/ice-server/.test(answer.headers.get("link") ?? ""), "A preflight tells ICE servers.");
      const options = await fetch(target.endpoint, { method: "OPTIONS" });
      demand(options.headers.get("accept-post")?.includes("application/sdp") === true, "OPTIONS does not say Accept-Post.");
    },
  },
  {
    id: "W9",
    says: "tells ICE servers by Link, and lets pages read Location, Link and ETag",
    run: (target) =>
      inSession(target, async ({ response }) => {
        const links = (response.headers.get("link") ?? "").split(/,\s*(?=<)/).filter((link) => link.includes("ice-server"));
        for (const link of links) {
          demand(/^<(?:stun|stuns|turn|turns):[^>]+>/.test(link), `${link} is no ICE server.`);
          const needs = link.startsWith("<turn") ? ["username=", "credential=", 'credential-type="password"'] : [];
          for (const need of needs) demand(link.includes(need), `${link} has no ${need}.`);
        }
        const exposed = await exposedTo(target);
        for (const name of ["location", "link", "etag"]) demand(exposed.includes(name), `Pages cannot read ${name}.`);
      }),
  },
  {
    id: "W10",
    says: "asks for a Bearer token, and never in a preflight",
    async run(target) {
      if (target.token === undefined) return "It needs no token.";
      const offer = await offerOf();
      const none = await fetch(target.endpoint, { method: "POST", headers: { "content-type": "application/sdp" }, body: offer });
      demand(none.status === 401, `Without a token: ${none.status}.`);
      demand(none.headers.get("www-authenticate")?.toLowerCase().startsWith("bearer") === true, "It does not say that it wants a Bearer.");
      const wrong = await statusOf({ ...target, token: "wrong" }, offer);
      demand(wrong === 401 || wrong === 403, `With a wrong token: ${wrong}.`);
      demand(isFine((await preflight(target)).status), "A preflight needs a token.");
      await inSession(target, async ({ url }) => {
        const status = (await send({ ...target, token: "wrong" }, url, { method: "DELETE" })).status;
        demand(status === 401 || status === 403, `DELETE with a wrong token: ${status}.`);
      });
      return undefined;
    },
  },
  {
    id: "W11",
    says: "never redirects an offer with 301 or 302",
    async run(target) {
      const status = await statusOf(target, await offerOf());
      demand(![301, 302].includes(status), `It redirects with ${status}.`);
    },
  },
  {
    id: "W12",
    says: "announces extensions by Link and needs none of them",
    run: (target) =>
      inSession(target, async ({ response }) => {
        const relations = [...(response.headers.get("link") ?? "").matchAll(/rel="?([^";,]+)"?/g)].map(([, relation = ""]) => relation);
        for (const relation of relations)
          demand(relation === "ice-server" || relation.startsWith("urn:ietf:params:whip:ext:"), `${relation} is no name of an extension.`);
      }),
  },
  {
    id: "W13",
    says: "gives sessions addresses that cannot be guessed",
    async run(target) {
      const addresses: string[] = [];
      for (const _time of [1, 2]) await inSession(target, async ({ url }) => void addresses.push(url));
      const [first = "", second = ""] = addresses;
      demand(first !== second, "Two sessions have the same address.");
      demand((/[\w-]+$/.exec(first)?.[0].length ?? 0) >= 20, "The address is too short.");
    },
  },
];

const exposedTo = async (target: Target): Promise<string> => {
  const response = await fetch(target.endpoint, { headers: { origin: "https://page.example" } });
  return response.headers.get("access-control-expose-headers")?.toLowerCase() ?? "";
};
