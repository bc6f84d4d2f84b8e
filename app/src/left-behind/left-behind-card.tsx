import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Button, Dialog } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { LeftBehind, Platform } from "../platform.ts";

/** Nothing of this may hold up a join. */
const settleMs = 1_500;

const findFirst = async ({ widgets }: Platform): Promise<LeftBehind | undefined> => {
  for (const { leftBehind } of (await widgets?.()) ?? []) {
    const part = await leftBehind?.();
    if (part !== undefined && (await part.find())) return part;
  }
  return undefined;
};

/** Says before a call that something unfinished is on this device, such as a recording that was cut off. */
export const LeftBehindCard = () => {
  const { platform, i18n } = useApp();
  const { t } = i18n;
  const found = useSignal<LeftBehind | undefined>(undefined);
  const isOpen = useSignal(false);
  useEffect(() => {
    // What cannot be looked for now is found at the next start, or in the widget itself.
    const look = () =>
      findFirst(platform).then(
        (part) => (found.value = part),
        () => undefined,
      );
    const timer = setTimeout(() => void look(), settleMs);
    return () => clearTimeout(timer);
  }, [platform]);
  const part = found.value;
  if (part === undefined) return null;
  return (
    <div class="tfx-card" role="status">
      <p class="tfx-strong">{t("leftBehind.title")}</p>
      <p class="tfx-muted">{t("leftBehind.text")}</p>
      <Button onClick={() => (isOpen.value = true)}>{t("leftBehind.look")}</Button>
      {isOpen.value && (
        <Dialog title={t("leftBehind.title")} closeLabel={t("app.close")} onClose={() => (isOpen.value = false)}>
          <LeftBehindParts part={part} />
        </Dialog>
      )}
    </div>
  );
};

const LeftBehindParts = ({ part }: { part: LeftBehind }) => {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const end = new AbortController();
    if (root.current !== null) void part.show(root.current, end.signal);
    return () => end.abort();
  }, [part]);
  return <div ref={root} />;
};
