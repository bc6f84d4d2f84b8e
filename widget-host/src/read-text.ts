import { TfxError } from "@tfx/protocol";

/** Text of an answer, given up as soon as it is too long, whatever length it announced. @throws {TfxError} protocol/too-large */
export const readText = async (
  response: Response,
  { maxBytes, cancel }: { readonly maxBytes: number; readonly cancel: () => void },
): Promise<string> => {
  const decoder = new TextDecoder();
  let size = 0;
  let text = "";
  // Safari's streams cannot be iterated.
  const reader = response.body?.getReader();
  for (;;) {
    const part = (await reader?.read())?.value;
    if (part === undefined) break;
    size += part.byteLength;
    if (size > maxBytes) {
      cancel();
      throw new TfxError("protocol/too-large", { limit: maxBytes });
    }
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
};
