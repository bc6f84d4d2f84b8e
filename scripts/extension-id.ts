import { createHash } from "node:crypto";

/** The id that Chromium gives an extension whose manifest has this `key` (base64 of the DER public key). */
export const extensionId = (key: string): string => {
  const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 32);
  return digest.replaceAll(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
};
