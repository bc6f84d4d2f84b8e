import { useEffect, useRef } from "preact/hooks";
import { Button, Hidden, Icon, PeopleIcon, PlayIcon, SoundIcon } from "@tfx/ui";
import { useTexts } from "../broadcasts/page-texts.ts";
import { Bar } from "./bar.tsx";
import type { FullScreen } from "./full-screen.ts";
import { SlateView, SoundSlate } from "./slate-view.tsx";
import type { WatchModel } from "./watch-model.ts";
import "./watch.css";

/** Properties of the page of a broadcast. */
export interface WatchViewProps {
  readonly model: WatchModel;
  readonly fullScreen: FullScreen;
  readonly isIdle: { readonly value: boolean };
}

const Picture = ({ model }: { readonly model: WatchModel }) => {
  const place = useRef<HTMLDivElement>(null);
  const { video } = model.player;
  useEffect(() => {
    place.current?.append(video);
    return () => video.remove();
  }, [video]);
  const isHidden = model.sources.isSoundOnly.value || model.player.hasPicture.value === false;
  return <div ref={place} class="watch-picture" data-hidden={isHidden ? "" : undefined} onClick={() => model.toggle()} />;
};

const Top = ({ model }: { readonly model: WatchModel }) => {
  const { t } = useTexts();
  const { facts, moment } = model;
  const viewers = facts.value?.viewers ?? 0;
  const { is } = moment.value;
  return (
    <header class="watch-top watch__fading">
      <h1 class="watch-top__title tfx-clip" dir="auto">
        {facts.value?.title ?? t("watch.untitled")}
      </h1>
      {is === "on" && viewers > 0 && (
        <span class="watch-pill tfx-tabular">
          <Icon icon={PeopleIcon} small />
          <span aria-hidden="true">{viewers}</span>
          <Hidden>{t("watch.viewers", { count: viewers })}</Hidden>
        </span>
      )}
      <span class="watch-grow" />
      <a class="watch-top__link" href="/live.html">
        {t("watch.allBroadcasts")}
      </a>
    </header>
  );
};

/** What only the person may begin: play in the middle, sound below the picture that runs already. */
const Press = ({ model: { player, slate } }: { readonly model: WatchModel }) => {
  const { t } = useTexts();
  const needs = player.needs.value;
  if (needs === undefined || slate.value !== undefined || player.isPaused.value) return null;
  return (
    <div class={`watch-press watch-press--${needs}`}>
      <Button variant="primary" size="large" icon={needs === "sound" ? SoundIcon : PlayIcon} onClick={() => void player.play()}>
        {t(needs === "sound" ? "watch.playWithSound" : "watch.play")}
      </Button>
    </div>
  );
};

/** What is to be said beside a picture that is there. */
const noteOf = ({ slate, isStalled, sources, moment }: WatchModel) => {
  if (slate.value !== undefined) return undefined;
  if (moment.value.is === "on" && moment.value.isBreak) return "watch.break.note";
  if (isStalled.value) return "watch.stalled";
  const isAtLive = sources.way.value === "live" && sources.target.value.at === "live";
  return sources.hasNoDirectWay.value && isAtLive ? "watch.noDirectWay" : undefined;
};

const Note = ({ model }: { readonly model: WatchModel }) => {
  const { t } = useTexts();
  const note = noteOf(model);
  return (
    <p class={`watch-note${note === "watch.noDirectWay" ? " watch__fading" : ""}`} role="status">
      {note === undefined ? "" : t(note)}
    </p>
  );
};

/** The page of one broadcast. */
export const WatchView = ({ model, fullScreen, isIdle }: WatchViewProps) => {
  const isQuiet = isIdle.value && model.slate.value === undefined && !model.player.isPaused.value && model.player.needs.value === undefined;
  const reading = model.reading.value;
  return (
    <main class="watch-page tfx-stage" data-chat={reading?.along.isChatOpen.value === true ? "" : undefined}>
      <div class="watch" data-idle={isQuiet ? "" : undefined}>
        <Picture model={model} />
        <SoundSlate model={model} />
        <SlateView model={model} />
        <Top model={model} />
        <Press model={model} />
        <div class="watch__foot">
          {reading !== undefined && <reading.Captions along={reading.along} />}
          <Note model={model} />
          <Bar model={model} fullScreen={fullScreen} />
        </div>
      </div>
      {reading !== undefined && <reading.Chat along={reading.along} />}
    </main>
  );
};
