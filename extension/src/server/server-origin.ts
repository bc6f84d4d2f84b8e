/**
 * The origin of a server as a person types it: `call.example`, `localhost:3000` or a whole address.
 * Without a scheme it is https, on this computer http. Undefined when it cannot be one.
 */
export const serverOrigin = (text: string): string | undefined => {
  const typed = text.trim();
  if (typed === "" || typed.length > 255 || /\s/.test(typed)) return undefined;
  const full = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `${isLoopback(typed) ? "http" : "https"}://${typed}`;
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  const plain = url.username === "" && url.password === "" && url.search === "" && url.hash === "" && url.pathname === "/";
  return plain && (url.protocol === "https:" || url.protocol === "http:") ? url.origin : undefined;
};

/** Whether the text names this computer. */
export const isLoopback = (hostAndPort: string): boolean =>
  /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?\/?$/i.test(hostAndPort);

/** The part of an origin that people compare: `call.example:8443`. */
export const serverLabel = (origin: string): string => (URL.canParse(origin) ? new URL(origin).host : origin);
