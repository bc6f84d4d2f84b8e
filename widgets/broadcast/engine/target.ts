import type { BroadcastPlace, TrustedWidgetContext } from "@tfx/widget-sdk";
import type { Choices } from "../choices.ts";

/** Where a broadcast goes, with what is known of it. */
export interface Target {
  readonly endpoint: string;
  readonly token: string | undefined;
  /** On a gateway of ours alone: other servers say themselves how they are watched. */
  readonly place: BroadcastPlace | undefined;
}

/** Whether an address can be that of a WHIP server: in the clear on this machine alone. */
export const isEndpoint = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname));
};

/** Opens what was chosen; undefined when there is nothing to open. */
export const openTarget = async (
  { trusted }: { readonly trusted: Pick<TrustedWidgetContext["trusted"], "broadcastPlace"> },
  { target, endpoint }: Pick<Choices, "target" | "endpoint">,
  token: string,
): Promise<Target | undefined> => {
  if (target === "other") return isEndpoint(endpoint) ? { endpoint, token: token === "" ? undefined : token, place: undefined } : undefined;
  const place = await trusted.broadcastPlace();
  return place && { endpoint: place.endpoint, token: place.token, place };
};
