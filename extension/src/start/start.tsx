import { useEffect, useRef } from "preact/hooks";
import type { ReadonlySignal } from "@preact/signals";
import type { I18n } from "@tfx/app";
import { Button, CheckIcon, Icon, Meter, MicrophoneIcon, WarningIcon } from "@tfx/ui";
import type { StartModel } from "./start-model.ts";
import picture from "./welcome.svg";
import "./start.css";

/** The page after installing: what this is, and camera and microphone. */
export const Start = ({ i18n, model }: { i18n: I18n; model: StartModel }) => {
  const asked = model.step.value === "ready" || model.step.value === "partly";
  return (
    <main class="start">
      <div class="start__picture">
        {model.picture.value === undefined ? (
          <img class="start__art" src={picture} alt={i18n.t("welcome.picture")} />
        ) : (
          <OwnPicture label={i18n.t("lobby.preview")} track={model.picture.value} />
        )}
      </div>
      <div class="start__words">{asked ? <Outcome i18n={i18n} model={model} /> : <Introduction i18n={i18n} model={model} />}</div>
    </main>
  );
};

const Introduction = ({ i18n: { t }, model }: { i18n: I18n; model: StartModel }) => {
  const asking = model.step.value === "asking";
  return (
    <>
      <h1 class="start__title">{t("welcome.title")}</h1>
      <p>{t("welcome.press")}</p>
      <p>{t("welcome.send")}</p>
      <p>{t("welcome.devices")}</p>
      <div class="start__actions">
        <Button variant="primary" size="large" busy={asking} onClick={model.allow}>
          {t("prime.allow")}
        </Button>
        <Button variant="ghost" size="large" onClick={model.later}>
          {t("prime.later")}
        </Button>
      </div>
      <p class="start__note" role="status">
        {asking ? t("prime.next") : t("welcome.later")}
      </p>
    </>
  );
};

const Outcome = ({ i18n: { t }, model }: { i18n: I18n; model: StartModel }) => {
  const ready = model.step.value === "ready";
  return (
    <>
      <h1 class="start__title" tabIndex={-1} ref={(title) => title?.focus()}>
        <span class={ready ? "start__sign start__sign--ready" : "start__sign start__sign--partly"}>
          <Icon icon={ready ? CheckIcon : WarningIcon} />
        </span>
        {ready ? t("prime.done.title") : t("prime.partly.title")}
      </h1>
      {ready && <p>{t("prime.done.text")}</p>}
      {model.problems.value.map(({ kind, words }) => (
        <div class="start__problem" key={kind}>
          <h2 class="start__problem-title">{words.title}</h2>
          <p>{words.text}</p>
        </div>
      ))}
      <Level label={t("lobby.level")} level={model.level} />
      <div class="start__actions">
        {!ready && (
          <Button variant="primary" size="large" onClick={model.allow}>
            {t("welcome.again")}
          </Button>
        )}
        <Button variant={ready ? "primary" : "secondary"} size="large" onClick={model.tryAlone}>
          {t("prime.try")}
        </Button>
        <Button variant="ghost" size="large" onClick={model.later}>
          {t("app.close")}
        </Button>
      </div>
      <p class="start__note" role="status">
        {model.serverProblem.value}
      </p>
    </>
  );
};

const Level = ({ label, level }: { label: string; level: ReadonlySignal<number> }) => (
  <p class="start__level">
    <Icon icon={MicrophoneIcon} />
    <Meter level={level} label={label} />
  </p>
);

const OwnPicture = ({ label, track }: { label: string; track: MediaStreamTrack }) => {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current !== null) video.current.srcObject = new MediaStream([track]);
  }, [track]);
  return <video ref={video} class="start__video" aria-label={label} autoplay muted playsInline />;
};
