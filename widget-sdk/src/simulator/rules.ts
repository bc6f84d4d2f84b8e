import { TfxError } from "@tfx/protocol";
import { feedPermissions, findEntry, type EntryName, type EntryParams, type Permission, type WidgetManifest } from "@tfx/protocol/widgets";
import { byteSize } from "./byte-size.ts";

type Rules = { readonly [N in EntryName]?: (params: EntryParams<N>) => TfxError | undefined };

const denied = (permission: string) => new TfxError("widget/denied", { permission });

/** What is wrong with a use of an entry: what was not granted, or what the manifest did not say. Rates are not simulated. */
export const createRules = (manifest: WidgetManifest, granted: () => ReadonlySet<Permission>) => {
  const needs = (permission: Permission) => (granted().has(permission) ? undefined : denied(permission));
  const undeclared = (call: EntryName, path: string) => new TfxError("protocol/invalid", { call, path });
  const isDocument = (doc: string) => manifest.documents.some(({ name }) => name === doc);
  const rules: Rules = {
    "channel.send": ({ channel, value }) => {
      const declared = manifest.channels.find(({ name }) => name === channel);
      if (!declared) return undeclared("channel.send", "channel");
      return byteSize(value) > declared.maxBytes ? new TfxError("protocol/too-large", { limit: declared.maxBytes }) : undefined;
    },
    "doc.open": ({ doc }) => (isDocument(doc) ? undefined : undeclared("doc.open", "doc")),
    "doc.update": ({ doc }) => (isDocument(doc) ? undefined : undeclared("doc.update", "doc")),
    "ui.open": ({ surface }) => {
      if (!manifest.surfaces.includes(surface)) return undeclared("ui.open", "surface");
      return surface === "stage" || surface === "tile-overlay" ? needs(`ui:${surface}`) : undefined;
    },
    "net.fetch": ({ url }) => {
      const { origin } = new URL(url);
      return manifest.network.some((allowed) => allowed.origin === origin) ? undefined : denied("net:fetch");
    },
    "feed.publish": ({ feed }) =>
      manifest.provides.includes(feed) ? needs(feedPermissions[feed].write) : undeclared("feed.publish", "feed"),
    "feed.use": ({ feed }) => needs(feedPermissions[feed].read),
    "permissions.request": ({ permissions }) => {
      const strange = permissions.find((name) => !manifest.optionalPermissions.includes(name));
      return strange && denied(strange);
    },
  };
  const byName = new Map(Object.entries(rules) as [string, (params: unknown) => TfxError | undefined][]);
  return (name: string, params: unknown): TfxError | undefined => {
    const permission = findEntry(name)?.permission ?? "none";
    return (permission === "none" ? undefined : needs(permission)) ?? byName.get(name)?.(params);
  };
};
