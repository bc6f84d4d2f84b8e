import { createHmac, timingSafeEqual } from "node:crypto";

/** The header with a hook's time and signature. */
export const signatureHeader = "tfx-signature";

const digest = (secret: string, text: string): Buffer => createHmac("sha256", secret).update(text).digest();

/** Signs a body together with the time, so that it cannot be sent again later: `t=<seconds>,v1=<hex>`. */
export const signHook = (secret: string, body: string, atSeconds: number): string =>
  `t=${atSeconds},v1=${digest(secret, `${atSeconds}.${body}`).toString("hex")}`;

/** Whether a hook is one of ours and not older than `mostSeconds`: what a receiver does. */
export const isSignedHook = (
  secret: string,
  { body, signature }: { readonly body: string; readonly signature: string },
  { nowSeconds, mostSeconds = 300 }: { readonly nowSeconds: number; readonly mostSeconds?: number },
): boolean => {
  const [, time = "", hex = ""] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (time === "" || Math.abs(nowSeconds - Number(time)) > mostSeconds) return false;
  return timingSafeEqual(Buffer.from(hex, "hex"), digest(secret, `${time}.${body}`));
};
