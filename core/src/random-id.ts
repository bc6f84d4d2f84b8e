import { encodeBase64url } from "./base64url.ts";

/** 16 random bytes in base64url, from the platform's cryptographic generator. */
export const randomId = (): string => encodeBase64url(crypto.getRandomValues(new Uint8Array(16)));
