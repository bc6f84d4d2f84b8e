/** A link of a card, as it is shown and copied. */
export interface Link {
  readonly href: string;
  /** Where it really leads; names in other scripts stand in their plain ASCII form, so that none passes for another. */
  readonly host: string;
  /** What follows the host, empty for a site's first page. */
  readonly rest: string;
}

/** Longest address of a link. */
export const maxLinkLength = 300;

const withScheme = (text: string): string =>
  /^[a-z][a-z\d+.-]*:/i.test(text) && !/^[^/]*\.[^/]*:\d/.test(text) ? text : `https://${text}`;

/** Reads what somebody typed or sent: an https address of a public name, without a password in it; nothing else. */
export const readLink = (text: string): Link | undefined => {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > maxLinkLength || !URL.canParse(withScheme(trimmed))) return undefined;
  const url = new URL(withScheme(trimmed));
  if (url.protocol !== "https:" || url.username !== "" || url.password !== "") return undefined;
  if (!url.hostname.includes(".") || url.href.length > maxLinkLength) return undefined;
  const rest = `${url.pathname}${url.search}${url.hash}`;
  return { href: url.href, host: url.host, rest: rest === "/" ? "" : rest };
};
