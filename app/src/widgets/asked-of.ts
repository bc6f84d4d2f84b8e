import { permissionFacts, type Permission, type WidgetManifest } from "@tfx/protocol/widgets";
import { effectiveGrants, nothingGranted } from "@tfx/widget-host";

/** Everything that a widget will be able to do, by how it comes to it. */
export interface AskedPermissions {
  /** Asked with the widget, or when it starts; what is risky comes first. */
  readonly now: readonly Permission[];
  /** It can be asked for while the widget runs, each with a question of its own. */
  readonly later: readonly Permission[];
  /** Nobody is asked. */
  readonly silent: readonly Permission[];
  /** Nobody is asked, while the person is the host. */
  readonly asHost: readonly Permission[];
}

const isAsked = (name: Permission): boolean => permissionFacts(name).by.startsWith("person");
const byRisk = (one: Permission, other: Permission): number => Number(isRisky(other)) - Number(isRisky(one));

/** Whether what is received can do harm elsewhere. */
export const isRisky = (name: Permission): boolean => permissionFacts(name).risky === true;

/** What a manifest comes to, said whole: also what is granted without a question. */
export const askedOf = (manifest: WidgetManifest): AskedPermissions => {
  const now = manifest.permissions.filter(isAsked).sort(byRisk);
  const later = manifest.optionalPermissions.filter((name) => isAsked(name) && !now.includes(name)).sort(byRisk);
  // Data does nothing by itself.
  if (manifest.kind === "declarative") return { now, later, silent: [], asHost: [] };
  const grantedAs = (isHost: boolean) => effectiveGrants(manifest, { person: nothingGranted, isHost }).permissions;
  const silent = grantedAs(false);
  return { now, later, silent: [...silent], asHost: [...grantedAs(true)].filter((name) => !silent.has(name)) };
};
