import { computed, signal, type ReadonlySignal } from "@preact/signals";
import type { AllowedPermission, AllowedWidget } from "@tfx/widget-host";
import type { AppContext } from "../app-context.ts";
import type { Translate } from "../i18n/messages.ts";
import { nameIn } from "./manifest-words.ts";
import { openWidgetStores } from "./widget-stores.ts";
import "../i18n/en-settings.ts";
import "../i18n/en-widgets.ts";

/** One thing that a widget was allowed. */
export interface AllowedLine {
  readonly text: string;
  readonly revoke: () => void;
}

/** A widget that was allowed something, for the settings. */
export interface AllowedEntry {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly AllowedLine[];
  readonly revokeAll: () => void;
}

const sentence = (t: Translate, { permission, lasts, room, origins }: AllowedPermission): string => {
  const can = t(`permission.${permission}`);
  const what = origins.length === 0 ? can : `${can} (${origins.map((origin) => new URL(origin).host).join(", ")})`;
  return lasts === "room" ? t("settings.grant.room", { what, room: room ?? "" }) : t(`settings.grant.${lasts}`, { what });
};

/** Where a page of somebody's comes from stands with its name: the name alone proves nothing. */
const nameWith = (name: string, entry: string | undefined): string => (entry === undefined ? name : `${name} (${new URL(entry).host})`);

/** Everything that widgets were allowed in this browser, as it changes, until the signal aborts. */
export const openAllowedList = async (
  { platform, i18n: { t, language } }: AppContext,
  end: AbortSignal,
): Promise<ReadonlySignal<readonly AllowedEntry[]>> => {
  const [{ grants, bundles }, ours = []] = await Promise.all([openWidgetStores(platform.store), platform.widgets?.()]);
  const allowed = signal(grants.allowed.value);
  const kept = signal(bundles.bundles.value);
  grants.allowed.on((now) => (allowed.value = now), { signal: end });
  bundles.bundles.on((now) => (kept.value = now), { signal: end });
  const nameOf = ({ id, kind, entry }: AllowedWidget): string => {
    const manifests = kind === "builtin" ? ours : kept.value;
    const found = manifests.find(({ manifest }) => manifest.id === id);
    return nameWith(found === undefined ? id : nameIn(found.manifest, language.value), entry);
  };
  return computed(() =>
    allowed.value.map((widget) => ({
      id: `${widget.kind} ${widget.id} ${widget.entry ?? ""}`,
      name: nameOf(widget),
      lines: widget.allowed.map((one) => ({ text: sentence(t, one), revoke: () => void grants.revoke(widget, one.permission) })),
      revokeAll: () => void grants.revokeAll(widget),
    })),
  );
};
