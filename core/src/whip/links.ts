/** One target of a `Link` header (RFC 8288) with its parameters. */
interface Link {
  readonly target: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const linkPattern = /<([^>]*)>((?:\s*;\s*[\w*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"]*))?)*)/g;
const parameterPattern = /;\s*([\w*-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;

const readLinks = (header: string | null): readonly Link[] =>
  [...(header ?? "").matchAll(linkPattern)].map(([, target = "", rest = ""]) => ({
    target,
    parameters: new Map(
      [...rest.matchAll(parameterPattern)].map(([, name = "", quoted, plain = ""]) => [
        name.toLowerCase(),
        quoted?.replaceAll(/\\(.)/g, "$1") ?? plain,
      ]),
    ),
  }));

const isOf = ({ parameters }: Link, relation: string): boolean => (parameters.get("rel") ?? "").split(/\s+/).includes(relation);

/** The ICE servers that an answer names in its `Link` headers (RFC 9725 §4.6); other relations are passed over. */
export const readIceServers = (header: string | null): readonly RTCIceServer[] =>
  readLinks(header)
    .filter((link) => isOf(link, "ice-server") && /^(?:stun|turn)s?:/i.test(link.target))
    .map(({ target, parameters }) => {
      const [username, credential] = [parameters.get("username"), parameters.get("credential")];
      return { urls: target, ...(username === undefined || credential === undefined ? {} : { username, credential }) };
    });

/** The address that a `Link` header gives for a relation, resolved; undefined when it gives none. */
export const readLinkTo = (header: string | null, relation: string, base: string): string | undefined => {
  const target = readLinks(header).find((link) => isOf(link, relation))?.target;
  return target === undefined || !URL.canParse(target, base) ? undefined : new URL(target, base).href;
};
