import { TfxError } from "@tfx/protocol";
import { readText } from "./read-text.ts";
import type { InstanceServices } from "./services.ts";

const max = { bytes: 1024 * 1024, ms: 20_000 } as const;

const nearbyNames = /\.(?:localhost|local|localdomain|internal|intranet|lan|home|home\.arpa)$/;
const nearbyV4 = /^(?=[\d.]+$)(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
/** Own, local and many-receiver addresses, and those that carry an address of IPv4 in them (RFC 6052, 3056). */
const nearbyV6 = /^\[(?:::|f[cdf]|fe[89a-f]|64:ff9b:|2002:)/;

/** Whether an address is of this machine or the network around it, as far as its name says (RFC 1918, 4193, 6598, 6762). */
const isNearby = (url: string): boolean => {
  // URL writes every form of an address, such as 0x7f000001, as the one that is compared here.
  const name = new URL(url).hostname.replace(/\.$/, "");
  // A name of one word is looked up in the network around.
  const isOneWord = !name.includes(".") && !name.startsWith("[");
  return isOneWord || nearbyNames.test(name) || nearbyV4.test(name) || nearbyV6.test(name);
};

/**
 * Makes what widgets ask servers with: without cookies and referrer, at most 1 MiB within 20 s. A
 * redirect fails, since where it leads was allowed by nobody.
 */
export const createWidgetFetch =
  (ask: (url: string, options: RequestInit) => Promise<Response>): InstanceServices["fetch"] =>
  async ({ url, method, body, contentType }, signal) => {
    // What stands behind a person's router is not on the internet, whatever a sheet said.
    if (isNearby(url)) throw new TfxError("widget/denied", { permission: "net:fetch" });
    const cancel = new AbortController();
    const late = AbortSignal.timeout(max.ms);
    try {
      const response = await ask(url, {
        method,
        signal: AbortSignal.any([signal, late, cancel.signal]),
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        ...(body === undefined ? {} : { body }),
        ...(contentType === undefined ? {} : { headers: { "content-type": contentType } }),
      });
      const text = await readText(response, { maxBytes: max.bytes, cancel: () => cancel.abort() });
      return { status: response.status, contentType: response.headers.get("content-type") ?? "", text };
    } catch (cause) {
      if (cause instanceof TfxError) throw cause;
      // A browser says no more than "failed" of servers that are away, refuse other origins, or redirect.
      throw new TfxError(late.aborted ? "server/timeout" : "server/unreachable", {}, { cause });
    }
  };
