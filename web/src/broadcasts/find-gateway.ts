import { siteConfig } from "@tfx/protocol/broadcasts";

/** Where broadcasts come from, or why they do not. */
export type FoundGateway =
  | { readonly kind: "found"; readonly origin: string }
  /** The server has none. */
  | { readonly kind: "none" }
  /** The link names one that the server does not know. */
  | { readonly kind: "foreign"; readonly host: string }
  | { readonly kind: "unreachable" };

/** What may be fetched with. */
export type Fetch = (address: string, init?: RequestInit) => Promise<Response>;

/** The gateway of a link, or that of the server itself. The server's policy lets pages talk to no others. */
export const chooseGateway = (config: unknown, wanted: string | undefined): FoundGateway => {
  const parsed = siteConfig.safeParse(config);
  if (!parsed.success) return { kind: "none" };
  const { gateway, gateways } = parsed.data;
  if (wanted !== undefined)
    return gateways.includes(wanted) ? { kind: "found", origin: wanted } : { kind: "foreign", host: new URL(wanted).host };
  return gateway === undefined ? { kind: "none" } : { kind: "found", origin: gateway };
};

/** Asks the server that served the page. */
export const findGateway = async (wanted: string | undefined, send: Fetch = (to, init) => fetch(to, init)): Promise<FoundGateway> => {
  try {
    const answer = await send("/config.json");
    return answer.ok ? chooseGateway(await answer.json(), wanted) : { kind: "unreachable" };
  } catch {
    // Offline, or something in between answered with a page of its own: asked again later.
    return { kind: "unreachable" };
  }
};
