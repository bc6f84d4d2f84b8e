/** One link of a `Link` header (RFC 8288). */
export interface HeaderLink {
  /** As it stands there: it may be relative. */
  readonly target: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const linkPattern = /<([^>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const parameterPattern = /;\s*([\w*-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

const readParameters = (text: string): Record<string, string> => {
  const parameters: Record<string, string> = {};
  for (const [, name = "", quoted, bare = ""] of text.matchAll(parameterPattern)) {
    // Of a parameter that is given twice the first holds (RFC 8288 §3.3).
    parameters[name.toLowerCase()] ??= quoted === undefined ? bare : quoted.replaceAll(/\\(.)/g, "$1");
  }
  return parameters;
};

/** Reads a `Link` header; what is no link is passed over. */
export const readLinks = (header: string | null): readonly HeaderLink[] =>
  [...(header ?? "").matchAll(linkPattern)].map(([, target = "", parameters = ""]) => ({ target, parameters: readParameters(parameters) }));

const mostServers = 8;

/** The STUN and TURN servers that a media server names (RFC 9725 §4.6). */
export const iceServersOf = (links: readonly HeaderLink[]): readonly RTCIceServer[] =>
  links
    .filter(({ target, parameters }) => parameters["rel"] === "ice-server" && /^(?:stun|turn)s?:[^\s]+$/.test(target))
    .slice(0, mostServers)
    .map(({ target, parameters: { username, credential } }) =>
      username === undefined || credential === undefined ? { urls: target } : { urls: target, username, credential },
    );

/** Extension of servers that tell by events what becomes of a session (draft-ietf-wish-whep §4.8.1, in WHIP as well). */
const eventsRelation = "urn:ietf:params:whip:ext:core:server-sent-events";

/** Address of a session's events, where the server has them. */
export const eventsOf = (links: readonly HeaderLink[], session: string): string | undefined => {
  const target = links.find(({ parameters }) => parameters["rel"] === eventsRelation)?.target;
  return target !== undefined && URL.canParse(target, session) ? new URL(target, session).href : undefined;
};
