import type { ComponentChildren } from "preact";
import { Button, HeadphonesIcon, Icon, Late, PlayIcon, Spinner } from "@tfx/ui";
import { Poster } from "../broadcasts/poster.tsx";
import { useTexts } from "../broadcasts/page-texts.ts";
import { sayWhen } from "../broadcasts/say-time.ts";
import type { Slate, WatchModel } from "./watch-model.ts";

/** Words in the middle of the stage. */
export const Words = ({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) => (
  <div class="watch-words" role="status">
    <h2 class="watch-words__title" dir="auto">
      {title}
    </h2>
    {children}
  </div>
);

const Before = ({ model }: { readonly model: WatchModel }) => {
  const texts = useTexts();
  const { t } = texts;
  const moment = model.moment.value;
  const startsAtMs = moment.is === "before" ? moment.startsAtMs : undefined;
  const title = model.facts.value?.title ?? t("watch.before.title");
  const nowMs = model.nowMs.value;
  if (startsAtMs === undefined)
    return (
      <Words title={title}>
        <p>{t("watch.before.text")}</p>
      </Words>
    );
  const when = sayWhen(texts, startsAtMs, nowMs);
  const leftS = Math.ceil((startsAtMs - nowMs) / 1_000);
  return (
    <Words title={title}>
      <p>{t(leftS > 0 ? "watch.before.at" : "watch.before.late", { when })}</p>
      {leftS > 0 && leftS < 86_400 && (
        <p class="watch-words__count tfx-tabular" role="timer" aria-label={`${t("watch.before.in")} ${texts.duration(leftS)}`}>
          {texts.clock(leftS)}
        </p>
      )}
      {leftS > 0 && <p class="watch-words__note">{t("watch.before.text")}</p>}
    </Words>
  );
};

const Over = ({ model }: { readonly model: WatchModel }) => {
  const { t } = useTexts();
  const moment = model.moment.value;
  const recording = moment.is === "over" ? moment.recording : undefined;
  return (
    <Words title={t("watch.over.title")}>
      <p>{t(recording === undefined ? "watch.over.text" : "watch.over.replay")}</p>
      {recording !== undefined && (
        <Button variant="primary" size="large" icon={PlayIcon} onClick={() => model.watchRecording(recording)}>
          {t("watch.over.watch")}
        </Button>
      )}
    </Words>
  );
};

const Waiting = ({ text }: { readonly text: string }) => (
  <Late>
    <div class="watch-words" role="status">
      <p class="watch-row">
        <Spinner />
        {text}
      </p>
    </div>
  </Late>
);

const Body = ({ slate, model }: { readonly slate: Slate; readonly model: WatchModel }) => {
  const { t } = useTexts();
  const { facts } = model;
  switch (slate) {
    case "before":
      return <Before model={model} />;
    case "over":
      return <Over model={model} />;
    case "loading":
    case "starting":
      return <Waiting text={t(slate === "loading" ? "watch.loading" : "watch.starting")} />;
    case "cannot-play":
      return (
        <Words title={facts.value?.title ?? t("watch.untitled")}>
          <p class="watch-words__break">{t("watch.cannotPlay", { link: model.playerLink })}</p>
        </Words>
      );
    default:
      return (
        <Words title={t(`watch.${slate}.title`)}>
          <p>{t(`watch.${slate}.text`)}</p>
        </Words>
      );
  }
};

/** What lies over the picture while there is none: before, in a break, after, and when something is wrong. */
export const SlateView = ({ model }: { readonly model: WatchModel }) => {
  const slate = model.slate.value;
  if (slate === undefined) return null;
  return (
    <div class="watch-slate">
      <Poster address={model.facts.value?.poster} isBackground />
      <Body slate={slate} model={model} />
    </div>
  );
};

/** What lies over a picture that is none: sound alone. */
export const SoundSlate = ({ model }: { readonly model: WatchModel }) => {
  const { t } = useTexts();
  const { player, sources, slate } = model;
  const isChosen = sources.isSoundOnly.value;
  if (slate.value !== undefined || sources.playback.value === undefined || (!isChosen && player.hasPicture.value !== false)) return null;
  return (
    <div class="watch-slate">
      <Poster address={model.facts.value?.poster} isBackground />
      <div class="watch-words">
        <Icon icon={HeadphonesIcon} />
        <p>{t(isChosen ? "watch.soundOnlyShown" : "watch.noPicture")}</p>
      </div>
    </div>
  );
};
