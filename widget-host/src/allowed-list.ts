import type { Permission, WidgetId, WidgetKind, WidgetManifest } from "@tfx/protocol/widgets";
import type { Grant, GrantLasts } from "./grants.ts";

/** Whose grants they are: a page of one origin does not inherit what was allowed to a page of another that took its name. */
export type GrantHolder = Pick<WidgetManifest, "id" | "kind" | "entry">;

/** One permission that a widget has, and for how long. */
export interface AllowedPermission {
  readonly permission: Permission;
  readonly lasts: GrantLasts;
  /** Where it holds, if it does in one room alone. */
  readonly room: string | undefined;
  /** Servers that `net:fetch` reaches. */
  readonly origins: readonly string[];
}

/** A widget and what it was allowed. */
export interface AllowedWidget extends GrantHolder {
  readonly allowed: readonly AllowedPermission[];
}

/** The name under which a widget's grants are kept. */
export const holderKey = ({ id, kind, entry }: GrantHolder): string => `${kind}:${id}:${entry === undefined ? "" : new URL(entry).origin}`;

const readHolder = (key: string): GrantHolder => {
  const [kind = "", id = "", ...origin] = key.split(":");
  const entry = origin.join(":");
  return { kind: kind as WidgetKind, id: id as WidgetId, entry: entry === "" ? undefined : entry };
};

const lastsOf = ({ instance, isForCall, room }: Grant): GrantLasts => {
  if (instance !== undefined) return "once";
  if (isForCall === true) return "call";
  return room === undefined ? "always" : "room";
};

const allowedOf = (grants: readonly Grant[]): readonly AllowedPermission[] => {
  const byPlace = new Map<string, AllowedPermission>();
  for (const grant of grants) {
    const lasts = lastsOf(grant);
    for (const permission of grant.permissions) {
      const place = `${permission} ${lasts} ${grant.room ?? ""}`;
      const origins = permission === "net:fetch" ? [...(byPlace.get(place)?.origins ?? []), ...grant.origins] : [];
      byPlace.set(place, { permission, lasts, room: grant.room, origins: [...new Set(origins)] });
    }
  }
  return [...byPlace.values()];
};

/** Who was allowed what, in the order in which it was first allowed; whoever has nothing left is not among them. */
export const listAllowed = (grants: readonly Grant[]): readonly AllowedWidget[] => {
  const holders = [...new Set(grants.map(({ widget }) => widget))];
  return holders
    .map((key) => ({ ...readHolder(key), allowed: allowedOf(grants.filter(({ widget }) => widget === key)) }))
    .filter(({ allowed }) => allowed.length > 0);
};
