import { TfxError } from "@tfx/protocol";
import type { InstanceServices } from "@tfx/widget-host";

const maxBytes = 1024 * 1024;
const timeoutMs = 20_000;

/** A request of a widget: without cookies or referrer, to no other origin than it names, bounded in time and size. */
export const fetchForWidget: InstanceServices["fetch"] = async ({ url, method, body, contentType }, signal) => {
  const response = await fetch(url, {
    method,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    redirect: "error",
    cache: "no-store",
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    ...(body === undefined ? {} : { body }),
    ...(contentType === undefined ? {} : { headers: { "content-type": contentType } }),
  });
  return { status: response.status, contentType: response.headers.get("content-type") ?? "", text: await readText(response) };
};

const readText = async (response: Response): Promise<string> => {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for (let piece = await reader?.read(); piece?.value !== undefined; piece = await reader?.read()) {
    bytes += piece.value.length;
    if (bytes > maxBytes) throw new TfxError("protocol/too-large", { limit: maxBytes });
    text += decoder.decode(piece.value, { stream: true });
  }
  return text + decoder.decode();
};
