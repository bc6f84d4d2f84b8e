import { Button, CameraIcon, HandIcon, Icon, Keys, MicrophoneIcon, ScreenShareIcon, WidgetIcon } from "@tfx/ui";
import type { ReadonlySignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t, type TextKey } from "../texts.ts";
import { stepKeys, tourKey, tourSteps, type Tour, type TourStep } from "../tour/tour.ts";
import type { TourModel } from "../tour/tour-model.ts";

const icons = { microphone: MicrophoneIcon, camera: CameraIcon, share: ScreenShareIcon, widgets: WidgetIcon, hand: HandIcon } as const;

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);
const printed = (key: string): string => (key === "Mod" ? (isMac() ? "⌘" : "Ctrl") : key);

interface TourViewProps {
  readonly model: TourModel;
  readonly direction: ReadonlySignal<"ltr" | "rtl">;
}

const StepKeys = ({ step }: { step: TourStep }) => (
  <p class="intro-tour__keys">
    {stepKeys[step].map((keys) => (
      <Keys key={keys.join(" ")} keys={keys.map(printed)} />
    ))}
  </p>
);

const StepButtons = ({ model, tour }: { model: TourModel; tour: Tour }) => (
  <div class="tfx-row">
    <Button size="small" variant="primary" onClick={() => model.act("next")}>
      {t(tour.step === tourSteps.length - 1 ? "tour.finish" : "tour.next")}
    </Button>
    {tour.step > 0 && (
      <Button size="small" onClick={() => model.act("back")}>
        {t("tour.back")}
      </Button>
    )}
    <Button size="small" variant="ghost" onClick={() => model.act("skip")}>
      {t("tour.skip")}
    </Button>
  </div>
);

const Step = ({ model, direction, tour, step }: TourViewProps & { tour: Tour; step: TourStep }) => {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => card.current?.focus(), []);
  const handleKey = (event: KeyboardEvent) => {
    const onButton = event.target instanceof HTMLButtonElement;
    const action = tourKey(event.key, { direction: direction.value, onButton });
    if (action === undefined) return;
    // Esc ends the tour here, and does not close what is around it.
    event.preventDefault();
    event.stopPropagation();
    model.act(action);
  };
  const values = { step: String(tour.step + 1), count: String(tourSteps.length) };
  return (
    <div ref={card} class="intro-tour" role="group" tabIndex={0} aria-label={t("tour.title")} onKeyDown={handleKey}>
      <div aria-live="polite">
        <p class="tfx-small tfx-muted tfx-tabular">{t("tour.step", values)}</p>
        <h3 class="intro-tour__title tfx-title">
          <Icon icon={icons[step]} />
          {t(`step.${step}.title`)}
        </h3>
        <p>{t(`step.${step}.text`)}</p>
        <StepKeys step={step} />
      </div>
      <StepButtons model={model} tour={tour} />
      <p class="tfx-small tfx-muted">
        {t("tour.keys")} {t("tour.changed")}
      </p>
    </div>
  );
};

const Invitation = ({ model, tour }: { model: TourModel; tour: Tour }) => {
  const isNew = tour.status === "new";
  const values = { step: String(tour.step + 1), count: String(tourSteps.length) };
  return (
    <div class="intro-tour" role="group" aria-label={t("tour.title")}>
      <p>{t(isNew ? "tour.new" : "tour.paused", values)}</p>
      <div class="tfx-row">
        <Button size="small" onClick={() => model.act("start")}>
          {t(isNew ? "tour.start" : "tour.resume")}
        </Button>
        {isNew && (
          <Button size="small" variant="ghost" onClick={() => model.act("skip")}>
            {t("tour.later")}
          </Button>
        )}
      </div>
    </div>
  );
};

const Again = ({ model, word }: { model: TourModel; word: TextKey }) => (
  <Button size="small" variant="ghost" class="intro-again" onClick={() => model.act("restart")}>
    {t(word)}
  </Button>
);

const Shown = ({ model, direction, tour }: TourViewProps & { tour: Tour }) => {
  const step = tourSteps[tour.step];
  if (tour.status === "running" && step !== undefined) return <Step model={model} direction={direction} tour={tour} step={step} />;
  if (tour.status === "done") return <Again model={model} word="tour.restart" />;
  // Whoever said "not now" keeps one quiet line.
  if (tour.status === "paused" && tour.step === 0) return <Again model={model} word="tour.start" />;
  return <Invitation model={model} tour={tour} />;
};

/** The tour: an offer, a step, or the way back to it. */
export const TourView = ({ model, direction }: TourViewProps) => {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef<Tour["status"] | undefined>(undefined);
  const tour = model.tour.value;
  useEffect(() => {
    // The step had the focus and is gone; whoever uses the keyboard goes on from here.
    if (before.current === "running" && tour?.status !== "running") place.current?.querySelector("button")?.focus();
    before.current = tour?.status;
  }, [tour?.status]);
  return <div ref={place}>{tour !== undefined && <Shown model={model} direction={direction} tour={tour} />}</div>;
};
