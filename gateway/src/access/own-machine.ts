import type { IncomingHttpHeaders } from "node:http";

const own = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

const isOwn = (url: string): boolean => own.test(URL.parse(url)?.hostname ?? "");

/**
 * Whether somebody on this machine asks by its own name: not a page of another origin that a browser here shows
 * (which could otherwise command whatever listens on loopback, if need be by a name of its own that leads there), and
 * not the world through a proxy. Only this is taken for the operator where there are no secrets.
 */
export const isFromThisMachine = ({ headers }: { readonly headers: IncomingHttpHeaders }): boolean => {
  if (headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined) return false;
  return isOwn(`http://${headers.host ?? ""}`) && (headers.origin === undefined || isOwn(headers.origin));
};
