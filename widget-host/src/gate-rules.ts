import { TfxError } from "@tfx/protocol";
import {
  feedPermissions,
  type ApiEntry,
  type EntryName,
  type EntryParams,
  type Permission,
  type WidgetManifest,
} from "@tfx/protocol/widgets";
import { byteSize } from "./byte-size.ts";
import type { Granted } from "./granted.ts";
import { createTokenBucket, type TokenBucket } from "./token-bucket.ts";

/** What a use of an entry needs: a permission, narrowed to one thing where the entry has a scope. */
export interface Need {
  readonly permission: Permission;
  readonly scope?: string | undefined;
}

/** Whether a need is met. */
export const isMet = ({ permission, scope }: Need, granted: Granted): boolean =>
  granted.permissions.has(permission) && (scope === undefined || granted.origins.has(scope));

const feedNeeds = {
  "feed.publish": ({ feed }: EntryParams<"feed.publish">): Need => ({ permission: feedPermissions[feed].write }),
  "feed.use": ({ feed }: EntryParams<"feed.use">): Need => ({ permission: feedPermissions[feed].read }),
};

const surfacePermissions = { stage: "ui:stage", "tile-overlay": "ui:tile-overlay" } as const;

/** Needs that follow from checked parameters: the scope of the entry, the feed, the surface. */
export const needsOf = (entry: ApiEntry, name: string, params: unknown): readonly Need[] => {
  const needs: Need[] = [];
  if (entry.permission !== "none") needs.push({ permission: entry.permission, scope: entry.scope?.(params) });
  if (name === "feed.publish") needs.push(feedNeeds[name](params as EntryParams<"feed.publish">));
  if (name === "feed.use") needs.push(feedNeeds[name](params as EntryParams<"feed.use">));
  if (name === "ui.open") {
    const { surface } = params as EntryParams<"ui.open">;
    if (surface === "stage" || surface === "tile-overlay") needs.push({ permission: surfacePermissions[surface] });
  }
  return needs;
};

const invalid = (call: string, path: string): TfxError => new TfxError("protocol/invalid", { call, path });

type Rules = { readonly [N in EntryName]?: (params: EntryParams<N>) => TfxError | undefined };

/** What a manifest promised, held against parameters that fit their schema; answers what is wrong. */
export const createManifestRules = (
  manifest: WidgetManifest,
  nowMs: () => number,
): ((name: string, params: unknown) => TfxError | undefined) => {
  const channels = new Map(
    manifest.channels.map((channel) => [
      channel.name,
      { ...channel, bucket: createTokenBucket({ perSecond: channel.perSecond, burst: Math.max(1, channel.perSecond * 2), nowMs }) },
    ]),
  );
  const isDocument = (doc: string): boolean => manifest.documents.some(({ name }) => name === doc);
  const rules: Rules = {
    "channel.send": ({ channel, value }) => {
      const declared = channels.get(channel);
      if (declared === undefined) return invalid("channel.send", "channel");
      if (byteSize(value, declared.maxBytes) > declared.maxBytes) return new TfxError("protocol/too-large", { limit: declared.maxBytes });
      return spend(declared.bucket);
    },
    "doc.open": ({ doc }) => (isDocument(doc) ? undefined : invalid("doc.open", "doc")),
    "doc.update": ({ doc }) => (isDocument(doc) ? undefined : invalid("doc.update", "doc")),
    "ui.open": ({ surface }) => (manifest.surfaces.includes(surface) ? undefined : invalid("ui.open", "surface")),
    "feed.publish": ({ feed }) => (manifest.provides.includes(feed) ? undefined : invalid("feed.publish", "feed")),
    "permissions.request": (wanted) => {
      const strange = wanted.permissions.find((name) => !manifest.optionalPermissions.includes(name));
      return strange === undefined ? undefined : new TfxError("widget/denied", { permission: strange });
    },
  };
  const byName = new Map(Object.entries(rules) as [string, (params: unknown) => TfxError | undefined][]);
  return (name, params) => byName.get(name)?.(params);
};

/** Whether a message of another fits a channel of the manifest: whoever sent it may have another app, and other manners. */
export const createMessageRule = ({ channels }: WidgetManifest): ((message: { channel: string; value: unknown }) => boolean) => {
  const sizes = new Map(channels.map(({ name, maxBytes }) => [name, maxBytes]));
  return ({ channel, value }) => {
    const limit = sizes.get(channel);
    return limit !== undefined && byteSize(value, limit) <= limit;
  };
};

/** Takes one from a bucket; answers rate/limited when there is none. */
export const spend = (bucket: TokenBucket): TfxError | undefined => {
  const retryAfterMs = bucket.take();
  return retryAfterMs === 0 ? undefined : new TfxError("rate/limited", { retryAfterMs });
};
