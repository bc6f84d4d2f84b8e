import { useLayoutEffect, useRef } from "preact/hooks";
import { Button, RetryIcon, Spinner, WarningIcon, Icon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import type { RunningWidget, WidgetsModel } from "./widgets-model.ts";

/** Where a widget draws. Its element is moved in once and only ever hidden: a frame that is moved loads anew. */
export const WidgetSurface = ({ running, widgets }: { running: RunningWidget; widgets: WidgetsModel }) => {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (place.current !== null) running.placeIn(place.current);
  }, [running]);
  return (
    <div class="tfx-surface">
      <StateCard running={running} widgets={widgets} />
      <div class="tfx-surface__place" ref={place} hidden={running.state.value === "crashed" || running.state.value === "unresponsive"} />
    </div>
  );
};

const StateCard = ({ running, widgets }: { running: RunningWidget; widgets: WidgetsModel }) => {
  const { t } = useApp().i18n;
  const { instance, manifest } = running;
  const state = running.state.value;
  if (state === "running") return null;
  if (state === "loading") return <Spinner />;
  return (
    <div class="tfx-surface__card" role="alert">
      <Icon icon={WarningIcon} />
      <p class="tfx-strong">{t(state === "crashed" ? "widgets.crashed" : "widgets.unresponsive", { name: manifest.name })}</p>
      <p class="tfx-muted">{t("widgets.callGoesOn")}</p>
      <div class="tfx-row">
        <Button icon={RetryIcon} variant="primary" onClick={() => widgets.retry(instance)}>
          {t("app.retry")}
        </Button>
        <Button variant="ghost" onClick={() => widgets.stop(instance)}>
          {t("widgets.remove")}
        </Button>
      </div>
    </div>
  );
};
