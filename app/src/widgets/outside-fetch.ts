import { TfxError } from "@tfx/protocol";
import { maxBundleBytes } from "@tfx/protocol/widgets";
import { readText } from "@tfx/widget-host";

/** Asks a server that is not ours. */
export type AskServer = (url: string, options: RequestInit) => Promise<Response>;

const fetchMs = 15_000;

const openFrame = (page: Document): Promise<Window> =>
  new Promise((resolve, reject) => {
    const frame = page.createElement("iframe");
    frame.hidden = true;
    frame.src = "/widget-fetch.html";
    frame.addEventListener("load", () => {
      if (frame.contentWindow === null) reject(new TfxError("server/unreachable"));
      else resolve(frame.contentWindow);
    });
    page.body.append(frame);
  });

/**
 * Asks through an empty page of ours. The page with the call may talk to its own server alone, and stays so:
 * the policy of the empty one lets other servers be asked.
 */
export const createOutsideFetch = (page: Document): AskServer => {
  let opened: Promise<Window> | undefined;
  return async (url, options) => (await (opened ??= openFrame(page))).fetch(url, options);
};

/** What lies at an address. */
export interface Fetched {
  readonly text: string;
  /** Where it was found in the end: a server may lead on. */
  readonly address: string;
}

/** Fetches the text of a widget: without cookies, and no more than a widget may have. @throws {TfxError} server/unreachable, server/timeout, protocol/too-large */
export const fetchAddress = async (ask: AskServer, address: string, end: AbortSignal): Promise<Fetched> => {
  const cancel = new AbortController();
  const late = AbortSignal.timeout(fetchMs);
  try {
    const response = await ask(address, {
      signal: AbortSignal.any([end, late, cancel.signal]),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
    });
    if (!response.ok) throw new TfxError("server/unreachable");
    const text = await readText(response, { maxBytes: maxBundleBytes, cancel: () => cancel.abort() });
    return { text, address: response.url };
  } catch (cause) {
    if (cause instanceof TfxError) throw cause;
    // A browser says no more than "failed" of servers that are away or refuse other origins.
    throw new TfxError(late.aborted ? "server/timeout" : "server/unreachable", {}, { cause });
  }
};
