import { permissionFacts, permissions, sharingPermissions, type Permission, type WidgetManifest } from "@tfx/protocol/widgets";

/** What was allowed: permissions, and for `net:fetch` the origins. */
export interface Granted {
  readonly permissions: ReadonlySet<Permission>;
  readonly origins: ReadonlySet<string>;
}

/** Nothing at all. */
export const nothingGranted: Granted = { permissions: new Set(), origins: new Set() };

const isSubset = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => [...one].every((item) => other.has(item));

/** Whether two sets hold the same. */
export const isSameSet = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => one.size === other.size && isSubset(one, other);

/** Whether two grants allow the same. */
export const isSameGranted = (one: Granted, other: Granted): boolean =>
  isSameSet(one.permissions, other.permissions) && isSameSet(one.origins, other.origins);

/** Both together. */
export const joinGranted = (...grants: readonly Granted[]): Granted => ({
  permissions: new Set(grants.flatMap((grant) => [...grant.permissions])),
  origins: new Set(grants.flatMap((grant) => [...grant.origins])),
});

/** Origins that a manifest names, as browsers write them. */
export const manifestOrigins = (manifest: WidgetManifest): readonly string[] =>
  manifest.network.map(({ origin }) => new URL(origin).origin);

const allowedByRole = (name: Permission, { manifest, isHost }: { manifest: WidgetManifest; isHost: boolean }): boolean =>
  isHost || (name !== "room:moderate" && manifest.start === "everybody");

/**
 * What an instance may do now: what comes by itself, what the person's role brings, and what the person
 * allowed; never more than the manifest asks for.
 */
export const effectiveGrants = (manifest: WidgetManifest, { person, isHost }: { person: Granted; isHost: boolean }): Granted => {
  const declared = new Set<Permission>([...manifest.permissions, ...manifest.optionalPermissions]);
  const names = Object.keys(permissions) as Permission[];
  const has = (name: Permission): boolean => {
    if (manifest.personal && sharingPermissions.has(name)) return false;
    const { by } = permissionFacts(name);
    if (by === "itself") return true;
    if (!declared.has(name)) return false;
    if (by === "role") return allowedByRole(name, { manifest, isHost });
    if (by === "us" && manifest.kind !== "builtin") return false;
    return person.permissions.has(name);
  };
  return {
    permissions: new Set(names.filter((name) => has(name))),
    origins: new Set(manifestOrigins(manifest).filter((origin) => person.origins.has(origin))),
  };
};
