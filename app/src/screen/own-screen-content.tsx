import { useEffect, useRef, useState } from "preact/hooks";
import { Button, Icon, PauseIcon, PenIcon, PlayIcon, RetryIcon, ScreenShareIcon, ScreenShareOffIcon } from "@tfx/ui";
import { useI18n } from "../app-context.ts";
import { useCall } from "../call/call-context.ts";
import { InkLayer } from "../ink/ink-layer.tsx";
import { TrackVideo } from "../media/track-video.tsx";
import { paintStill } from "./own-still.ts";
import { PausedCard, pictureIn } from "./screen-content.tsx";
import { InkTools } from "./screen-tools.tsx";
import "./screen.css";
import "../i18n/en-share.ts";

/** What one shares oneself, without a hall of mirrors: a tab as it moves, a screen or window as a still picture. */
export const OwnScreenContent = () => {
  const { t } = useI18n();
  const { share } = useCall();
  const isPaused = share.isPaused.value;
  const isOnPage = share.drawing.value?.page.value !== undefined;
  return (
    <>
      {isPaused ? <PausedCard text={t("share.pausedText")} /> : <Preview />}
      <div class="tfx-screen__own">
        <p class="tfx-who">
          <Icon icon={isOnPage ? PenIcon : ScreenShareIcon} small />
          <span class="tfx-clip">{isOnPage ? t("ink.onPage") : t("tile.ownScreen")}</span>
        </p>
        <div class="tfx-row">
          <Button size="small" icon={isPaused ? PlayIcon : PauseIcon} onClick={() => share.togglePause()}>
            {t(isPaused ? "share.resume" : "share.pause")}
          </Button>
          <Button size="small" icon={ScreenShareOffIcon} onClick={() => share.stop()}>
            {t("action.unshare")}
          </Button>
        </div>
      </div>
    </>
  );
};

const Preview = () => {
  const { t } = useI18n();
  const { share, self } = useCall();
  const drawing = share.drawing.value;
  const part = useRef<HTMLDivElement>(null);
  const isOnPage = drawing?.page.value !== undefined;
  return (
    <>
      <div class="tfx-screen" ref={part}>
        {share.surface.value === "tab" ? <TrackVideo track={share.track} fit="whole" /> : <Still track={share.track.value} />}
        {!isOnPage && drawing !== undefined && (
          <InkLayer ink={drawing.ink.on(self.id)} picture={() => pictureIn(part.current) ?? stillIn(part.current)} />
        )}
      </div>
      {!isOnPage && share.othersDraw.value && (
        <div class="tfx-screen__tools" role="toolbar" aria-label={t("screen.tools")}>
          <InkTools share={self.id} />
        </div>
      )}
    </>
  );
};

const stillIn = (element: Element | null) => {
  const canvas = element?.querySelector<HTMLCanvasElement>(".tfx-screen__still");
  return canvas === null || canvas === undefined || canvas.width === 0 ? undefined : { width: canvas.width, height: canvas.height };
};

const Still = ({ track }: { track: MediaStreamTrack | undefined }) => {
  const { t } = useI18n();
  const element = useRef<HTMLCanvasElement>(null);
  const [looks, setLooks] = useState(0);
  useEffect(() => {
    const canvas = element.current;
    if (canvas === null || track === undefined) return undefined;
    const life = new AbortController();
    canvas.width = 0;
    void paintStill(track, canvas, life.signal);
    return () => life.abort();
  }, [track, looks]);
  return (
    <>
      <canvas ref={element} class="tfx-screen__still" role="img" aria-label={t("share.lookHint")} width={0} height={0} />
      <Button class="tfx-screen__look" size="small" icon={RetryIcon} title={t("share.lookHint")} onClick={() => setLooks(looks + 1)}>
        {t("share.look")}
      </Button>
    </>
  );
};
