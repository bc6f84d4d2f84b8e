import { z } from "zod";
import { permission, permissionFacts, type Permission, type WidgetManifest } from "@tfx/protocol/widgets";
import type { Live } from "@tfx/widget-sdk";
import { holderKey, listAllowed, type AllowedWidget, type GrantHolder } from "./allowed-list.ts";
import { joinGranted, manifestOrigins, nothingGranted, type Granted } from "./granted.ts";
import { parseJson } from "./json-text.ts";
import { createLive, derive } from "./live.ts";
import type { TextStorage } from "./text-storage.ts";

/** How long a grant lasts: for one run, until the call ends, in this room, or until it is taken back. */
export type GrantLasts = "once" | "call" | "room" | "always";

/** A use of a widget: which run of it, in which room. */
export interface GrantPlace {
  readonly instance: string;
  readonly room: string;
}

/** What the person has not allowed yet of what a manifest asks for. */
export interface Wish {
  readonly permissions: readonly Permission[];
  readonly origins: readonly string[];
}

/** What the person allowed to whom, and for how long. */
export interface GrantsStore {
  /** What has to be asked before a start; empty lists when nothing has to. A version that wants more has it here. */
  missing(manifest: WidgetManifest, place: GrantPlace): Wish;
  allow(manifest: WidgetManifest, wish: Wish, place: GrantPlace & { readonly lasts: GrantLasts }): Promise<void>;
  /** What the person allowed for a run, as it changes. */
  granted(manifest: WidgetManifest, place: GrantPlace & { readonly signal: AbortSignal }): Live<Granted>;
  /** Takes a permission back, however long it was to last; running instances lose it at once. */
  revoke(holder: GrantHolder, name: Permission): Promise<void>;
  revokeAll(holder: GrantHolder): Promise<void>;
  /** All widgets that have been allowed something, and what. */
  readonly allowed: Live<readonly AllowedWidget[]>;
  /** Another page changed what is kept: takes it over, and what it took back ends here too. */
  handleStored(text: string | undefined): void;
  /** Forgets what was for one run. */
  endRun(instance: string): void;
  /** Forgets what was for this call. */
  endCall(): void;
}

const stored = z.array(
  z.strictObject({
    widget: z.string().max(2_300),
    /** Absent where the grant is for every room. */
    room: z.string().max(512).optional(),
    permissions: z.array(permission),
    origins: z.array(z.string().max(2_048)),
  }),
);

/** What was allowed at one time. */
export interface Grant extends Wish {
  readonly widget: string;
  readonly room?: string | undefined;
  readonly instance?: string | undefined;
  readonly isForCall?: boolean | undefined;
}

/** Where grants are kept in the storage. */
export const grantsKey = "widget-grants";

const isEachTime = (name: Permission): boolean => permissionFacts(name).by === "person-each-time";
/** What is for us alone is not asked for, but can be taken back like the rest. */
const isAllowed = (name: Permission): boolean =>
  permissionFacts(name).by === "us" || permissionFacts(name).by === "person" || isEachTime(name);
const isKept = (grant: Grant): boolean => grant.instance === undefined && grant.isForCall !== true;

const applies = (grant: Grant, { instance, room }: GrantPlace): boolean =>
  (grant.instance === undefined || grant.instance === instance) && (grant.room === undefined || grant.room === room);

const sumOf = (grants: readonly Grant[], manifest: WidgetManifest, place: GrantPlace): Granted =>
  joinGranted(
    nothingGranted,
    ...grants
      .filter((grant) => grant.widget === holderKey(manifest) && applies(grant, place))
      .map(({ permissions, origins }) => ({ permissions: new Set(permissions), origins: new Set(origins) })),
  );

const bounds = (lasts: GrantLasts, { instance, room }: GrantPlace): Partial<Grant> => {
  if (lasts === "once") return { instance };
  if (lasts === "call") return { isForCall: true };
  return lasts === "room" ? { room } : {};
};

/** The grants that an answer makes: what must be asked each time never lasts longer than the run. */
const grantsOf = (manifest: WidgetManifest, wish: Wish, place: GrantPlace & { lasts: GrantLasts }): readonly Grant[] => {
  const widget = holderKey(manifest);
  const each = wish.permissions.filter((name) => isEachTime(name));
  const rest = wish.permissions.filter((name) => !isEachTime(name));
  return [
    { widget, permissions: rest, origins: wish.origins, ...bounds(place.lasts, place) },
    ...(each.length > 0 ? [{ widget, permissions: each, origins: [], ...bounds("once", place) }] : []),
  ];
};

const without = (grant: Grant, name: Permission): Grant => ({
  ...grant,
  permissions: grant.permissions.filter((other) => other !== name),
  origins: name === "net:fetch" ? [] : grant.origins,
});

/** Opens what is kept. A file that is damaged counts as nothing allowed. */
export const openGrants = async (storage: TextStorage): Promise<GrantsStore> => {
  const grants = createLive<readonly Grant[]>(parseJson(stored, await storage.get(grantsKey)) ?? []);
  let writing = Promise.resolve();
  /** What this page wrote itself; some storages tell of that too, late enough to undo what came after. */
  const written = new Set<string>();
  const change = (next: readonly Grant[]): Promise<void> => {
    grants.set(next);
    const text = JSON.stringify(next.filter((grant) => isKept(grant)));
    written.add(text);
    // A write that failed is its caller's to know; the next one does not wait for it in vain.
    writing = writing.catch(() => undefined).then(() => storage.set(grantsKey, text));
    return writing;
  };
  return {
    missing(manifest, place) {
      const has = sumOf(grants.value, manifest, place);
      return {
        permissions: manifest.permissions.filter((name) => isAllowed(name) && !has.permissions.has(name)),
        origins: manifest.permissions.includes("net:fetch") ? manifestOrigins(manifest).filter((origin) => !has.origins.has(origin)) : [],
      };
    },
    allow: (manifest, wish, place) => change([...grants.value, ...grantsOf(manifest, wish, place)]),
    granted: (manifest, { signal, ...place }) => derive([grants], () => sumOf(grants.value, manifest, place), { signal }),
    revoke: (holder, name) => change(grants.value.map((grant) => (grant.widget === holderKey(holder) ? without(grant, name) : grant))),
    revokeAll: (holder) => change(grants.value.filter((grant) => grant.widget !== holderKey(holder))),
    allowed: derive([grants], () => listAllowed(grants.value), { signal: new AbortController().signal }),
    handleStored(text) {
      if (text !== undefined && written.delete(text)) return;
      grants.set([...(parseJson(stored, text) ?? []), ...grants.value.filter((grant) => !isKept(grant))]);
    },
    endRun: (instance) => grants.set(grants.value.filter((grant) => grant.instance !== instance)),
    endCall: () => grants.set(grants.value.filter((grant) => isKept(grant))),
  };
};
