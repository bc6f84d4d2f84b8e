import { createHmac } from "node:crypto";

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token that lets its holder publish one stream of a gateway with this secret (docs/gateway.md). */
export const publishToken = (secret: string, stream: string): string => {
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ sub: stream, right: "publish", exp })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
};
