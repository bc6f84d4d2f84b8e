import { computed } from "@preact/signals";
import { siteConfig, type SiteConfig } from "@tfx/protocol/broadcasts";
import type { TrustedServices } from "@tfx/widget-host";
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
  return {
    async broadcast(wish) {
      const [{ createPublication }, { gateways }] = await Promise.all([import("@tfx/core/publish"), site()]);
      const publication = createPublication({ ...wish, ports: { ask: askVia(ground, gateways) } });
      const { state, problem, stats } = publication;
      return { ...publication, state: liveOf(state), problem: liveOf(problem), stats: liveOf(stats) };
    },
    broadcastGateway: async () => (await site()).gateway,
    async broadcastPlace() {
      const { gateway, gateways } = await site();
      if (gateway === undefined) return undefined;
      const [{ openGatewayStream }, { stream, token }] = await Promise.all([import("@tfx/core/publish"), room.broadcastGrant()]);
      const place = openGatewayStream({ gateway, stream, token, ask: askVia(ground, gateways) });
      const watchUrl = new URL(`/watch.html?stream=${stream}`, app.platform.server.peek()).href;
      const viewers = liveOf(computed(() => place.facts.value?.viewers));
      return { ...place, gateway, stream, token, watchUrl, viewers };
    },
  };
};
