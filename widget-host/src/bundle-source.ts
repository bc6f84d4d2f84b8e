import { TfxError } from "@tfx/protocol";
import { mayLoad, type WidgetKind, type WidgetManifest } from "@tfx/protocol/widgets";
import type { Bundle } from "./bundle.ts";

/** How a widget came to a person: out of a file, from an address, from somebody in the call, from another extension. */
export type BundleSource = "file" | "address" | "person" | "extension";

/** What a page is, for the rules about where widgets may come from. */
export interface SourceRules {
  readonly from: BundleSource;
  /** Whether the person develops widgets on this machine. */
  readonly developer: boolean;
  readonly ourOrigin: string;
}

const kinds: Record<BundleSource, readonly WidgetKind[]> = {
  // The manifest of a page is believed where the page itself is: from a file it could be anybody's.
  file: ["bundle", "declarative"],
  address: ["bundle", "declarative", "hosted"],
  person: ["bundle", "declarative", "hosted"],
  extension: ["companion"],
};

/** Whether a widget may be fetched from an address: over https, or from this machine while the person is a developer. */
export const mayFetch = (address: string, developer: boolean): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  if (username !== "") return false;
  return protocol === "https:" || (developer && protocol === "http:" && hostname === "localhost");
};

const isOfPage = ({ manifest: { entry }, address }: Bundle): boolean =>
  entry !== undefined && address !== undefined && new URL(entry).origin === new URL(address).origin;

/**
 * Checks that a widget may come from where it comes from. A page may be announced only by a manifest that
 * lies on its own origin; who hands one on says where it lay.
 * @throws {TfxError} widget/invalid
 */
export const checkSource = (bundle: Bundle, { from, developer, ourOrigin }: SourceRules): void => {
  const { manifest, address } = bundle;
  const refuse = (path: string): never => {
    throw new TfxError("widget/invalid", { path });
  };
  if (!kinds[from].includes(manifest.kind)) refuse("kind");
  if (!mayLoad(manifest, { developer, ourOrigin })) refuse("entry");
  if (address !== undefined && !mayFetch(address, developer)) refuse("address");
  if (manifest.kind === "hosted" && !isOfPage(bundle)) refuse("entry");
};

const isIn = <T>(one: readonly T[], other: readonly T[]): boolean => one.every((item) => other.includes(item));

/** Whether another version of a widget wants what the person was not asked for. */
export const wantsMore = (before: WidgetManifest, after: WidgetManifest): boolean =>
  before.kind !== after.kind ||
  before.entry !== after.entry ||
  !isIn(after.permissions, before.permissions) ||
  !isIn(
    after.network.map(({ origin }) => origin),
    before.network.map(({ origin }) => origin),
  );
