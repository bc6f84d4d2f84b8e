import { useLayoutEffect, useRef } from "preact/hooks";
import { Button, CloseIcon, Icon, RetryIcon, Spinner, WarningIcon } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import type { RunningWidget, WidgetsModel } from "./widgets-model.ts";
import "./widgets.css";
import "../i18n/en-widgets.ts";

/**
 * Where all widgets draw: one element for each that runs, put here once and then only laid over the room that
 * panel and stage keep for it.
 */
export const SurfaceLayer = () => {
  const widgets = useCall().widgets.model.value;
  return widgets?.running.value.map((running) => <WidgetSurface key={running.instance} running={running} widgets={widgets} />) ?? null;
};

const WidgetSurface = ({ running, widgets }: { running: RunningWidget; widgets: WidgetsModel }) => {
  const { surfaces } = useCall();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (place.current !== null) running.placeIn(place.current);
  }, [running]);
  const { instance, manifest } = running;
  const surface = running.surface.value;
  const box = running.box.value;
  const isSeen = surface !== null && box !== undefined;
  const isTab = surface === "panel";
  return (
    <div
      class="tfx-surface"
      data-surface={surface ?? undefined}
      data-catches={running.catchesPointer.value ? "" : undefined}
      role={isTab ? "tabpanel" : "region"}
      id={`${instance}-panel`}
      {...(isTab ? { "aria-labelledby": `${instance}-tab` } : { "aria-label": manifest.name })}
      hidden={!isSeen}
      style={isSeen ? { left: `${box.x}px`, top: `${box.y}px`, width: `${box.width}px`, height: `${box.height}px` } : {}}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented && isTab) surfaces.panel.value = undefined;
      }}
    >
      <StateCard running={running} widgets={widgets} />
      <div class="tfx-surface__place" ref={place} hidden={running.state.value !== "running" && running.state.value !== "loading"} />
    </div>
  );
};

const titles = { crashed: "widgets.crashed", off: "widgets.off", unresponsive: "widgets.unresponsive" } as const;

const StateCard = ({ running, widgets }: { running: RunningWidget; widgets: WidgetsModel }) => {
  const { t } = useApp().i18n;
  const { instance, manifest } = running;
  const state = running.state.value;
  if (state === "running") return null;
  if (state === "loading")
    return (
      <div class="tfx-surface__wait">
        <Spinner />
      </div>
    );
  return (
    <div class="tfx-surface__broken">
      <div class="tfx-surface__card" role="alert">
        <Icon icon={WarningIcon} />
        <p class="tfx-strong">{t(titles[state], { name: manifest.name })}</p>
        <p class="tfx-muted tfx-small">{t(state === "off" ? "widgets.offText" : "widgets.callGoesOn")}</p>
        <div class="tfx-row">
          {state !== "off" && (
            <Button icon={RetryIcon} size="small" variant="primary" onClick={() => widgets.retry(instance)}>
              {t("app.retry")}
            </Button>
          )}
          <Button icon={CloseIcon} size="small" variant="ghost" onClick={() => widgets.stop(instance)}>
            {t("widgets.remove")}
          </Button>
        </div>
      </div>
    </div>
  );
};
