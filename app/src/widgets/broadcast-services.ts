import { computed, signal, type Signal } from "@preact/signals";
import { TfxError } from "@tfx/protocol";
import { siteConfig, type SiteConfig } from "@tfx/protocol/broadcasts";
import type { TrustedServices } from "@tfx/widget-host";
import type { BroadcastLink } from "@tfx/widget-sdk";
import type { WidgetGround } from "./instance-services.ts";
import { liveOf } from "./live-of.ts";

type Services = Pick<TrustedServices, "broadcast" | "broadcastGateway" | "broadcastPlace">;

const nowhere: SiteConfig = { gateways: [] };
const answerMs = 8_000;

/** Where the call's server says that broadcasts go. */
const readSite = async (server: string): Promise<SiteConfig> => {
  try {
    const response = await fetch(`${server}/config.json`, { credentials: "omit", signal: AbortSignal.timeout(answerMs) });
    return siteConfig.parse(await response.json());
  } catch {
    // An older server says nothing of broadcasts, or something else.
    return nowhere;
  }
};

type Granted = Awaited<ReturnType<WidgetGround["room"]["broadcastGrant"]>>;

/** The place of a broadcast on the gateway, with the token that holds now. */
interface HeldPlace {
  readonly endpoint: string;
  token: string | undefined;
  readonly link: Signal<BroadcastLink>;
}

/** Another token for a place; undefined when the server gives none. It rejects when the server cannot be asked now. */
const renew = async ({ app, room }: WidgetGround, place: HeldPlace): Promise<string | undefined> => {
  if (place.token === undefined) return undefined;
  try {
    const granted = await room.broadcastGrant(place.token);
    place.token = granted.token;
    place.link.value = linkOf(app, granted);
  } catch (error) {
    // A server of another secret, or a token that ended long ago: it stays so.
    if (TfxError.from(error).code === "protocol/invalid") return undefined;
    throw error;
  }
  return place.token;
};

/** The page for those who watch; a token stands behind `#`, which reaches no server's log. */
const linkOf = ({ platform }: WidgetGround["app"], { stream, viewToken }: Granted): BroadcastLink => {
  const url = new URL(`/watch.html?stream=${stream}`, platform.server.peek());
  if (viewToken !== undefined) url.hash = `token=${viewToken}`;
  return { watchUrl: url.href, viewToken };
};

/**
 * How this page reaches a server: straight where its own policy lets it, else through the empty page that asks others
 * (see `createOutsideFetch`). The extension's own page may ask everybody.
 */
const askVia =
  ({ app, ask }: WidgetGround, gateways: readonly string[]) =>
  (url: string, request: RequestInit): Promise<Response> =>
    app.platform.kind === "extension" || gateways.includes(new URL(url).origin) ? fetch(url, request) : ask(url, request);

/** Broadcasts for widgets of ours; the code that publishes is fetched when it is first wanted. */
export const createBroadcastServices = (ground: WidgetGround): Services => {
  const { app, room } = ground;
  const site = (): Promise<SiteConfig> => readSite(app.platform.server.peek());
  let held: HeldPlace | undefined;
  return {
    async broadcast(wish) {
      const [{ createPublication }, { gateways }] = await Promise.all([import("@tfx/core/publish"), site()]);
      const place = held?.endpoint === wish.endpoint ? held : undefined;
      const renewing = place === undefined ? {} : { token: place.token, renewToken: () => renew(ground, place) };
      const publication = createPublication({ ...wish, ...renewing, ports: { ask: askVia(ground, gateways) } });
      const { state, problem, stats } = publication;
      return { ...publication, state: liveOf(state), problem: liveOf(problem), stats: liveOf(stats) };
    },
    broadcastGateway: async () => (await site()).gateway,
    async broadcastPlace() {
      const { gateway, gateways } = await site();
      if (gateway === undefined) return undefined;
      const [{ openGatewayStream }, granted] = await Promise.all([import("@tfx/core/publish"), room.broadcastGrant()]);
      const { stream, token } = granted;
      const place = openGatewayStream({ gateway, stream, token: () => taken.token, ask: askVia(ground, gateways) });
      const taken: HeldPlace = { endpoint: place.endpoint, token, link: signal(linkOf(app, granted)) };
      held = taken;
      const viewers = liveOf(computed(() => place.facts.value?.viewers));
      return { ...place, gateway, stream, token, link: liveOf(taken.link), viewers };
    },
  };
};
