import { useRef } from "preact/hooks";
import { Icon, PauseIcon, Spinner } from "@tfx/ui";
import { useApp } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import type { PersonModel } from "../call/people-model.ts";
import { InkLayer } from "../ink/ink-layer.tsx";
import { TrackVideo } from "../media/track-video.tsx";
import { ScreenTools } from "./screen-tools.tsx";
import { useZoom } from "./use-zoom.ts";
import { transformOf } from "./zoom-view.ts";
import "./screen.css";
import "../i18n/en-share.ts";

/** Size of the video inside an element, once it has one. */
export const pictureIn = (element: Element | null) => {
  const video = element?.querySelector("video");
  return video === null || video === undefined || video.videoWidth === 0
    ? undefined
    : { width: video.videoWidth, height: video.videoHeight };
};

/** What somebody shares: to look at closely, and to draw on where that is allowed. */
export const ScreenContent = ({ person, label }: { person: PersonModel; label: string }) => {
  const { t } = useApp().i18n;
  if (person.screenPaused.value) return <PausedCard text={t("share.pausedBy", { name: person.name.value })} />;
  return <Picture person={person} label={label} />;
};

const Picture = ({ person, label }: { person: PersonModel; label: string }) => {
  const { t } = useApp().i18n;
  const ink = useCall().share.drawing.value?.ink;
  const part = useRef<HTMLDivElement>(null);
  const view = useZoom(part);
  const share = person.id;
  return (
    <>
      <div class="tfx-screen" ref={part} tabIndex={0} role="group" aria-label={t("screen.look", { name: label })}>
        <div class="tfx-screen__zoom" style={{ transform: transformOf(view.value) }}>
          {person.screen.value === undefined && <Spinner />}
          <TrackVideo track={person.screen} fit="whole" />
          {ink !== undefined && <InkLayer ink={ink.on(share)} picture={() => pictureIn(part.current)} />}
        </div>
      </div>
      <ScreenTools share={share} view={view} />
    </>
  );
};

/** What is seen of a share that is paused: words, never a picture that has stopped. */
export const PausedCard = ({ text }: { text: string }) => {
  const { t } = useApp().i18n;
  return (
    <div class="tfx-tile__card" role="status">
      <Icon icon={PauseIcon} />
      <p class="tfx-strong">{t("share.paused")}</p>
      <p class="tfx-muted tfx-small">{text}</p>
    </div>
  );
};
