import type { CallEvent } from "../events/find-events.ts";
import type { StatsModel } from "../model.ts";
import { textKey, type Texts } from "../texts.ts";

/** What happened, as a sentence. */
const eventText = ({ t }: Texts, event: CallEvent, nameOf: (id: string) => string): string => {
  const { before = "", after = "" } = event;
  if (event.kind === "joined" || event.kind === "left") return t(`event.${event.kind}`, { name: nameOf(event.participant) });
  if (event.kind === "path") {
    const [from, to] = [before, after].map((path) => t(textKey(`path.${path}`, "path.unknown")));
    return t("event.path", { before: from ?? "", after: to ?? "" });
  }
  return t("event.codec", { stream: t(`stream.${event.media ?? "video"}.${event.direction ?? "in"}`), before, after });
};

/** What the marks in the charts stand for, the latest first. */
export const EventsView = ({ model }: { model: StatsModel }) => {
  const texts = model.texts.value;
  const events = model.events.value.toReversed();
  return (
    <section class="stats-events">
      <h3 class="tfx-small tfx-strong">{texts.t("events")}</h3>
      {events.length === 0 && <p class="tfx-small tfx-muted">{texts.t("events.none")}</p>}
      <ol class="tfx-small">
        {events.map((event) => (
          <li key={`${event.at} ${event.kind} ${event.participant} ${event.media} ${event.direction}`}>
            <time class="tfx-muted tfx-tabular" dateTime={new Date(event.at).toISOString()}>
              {texts.time(event.at)}
            </time>{" "}
            <span dir="auto">{eventText(texts, event, model.nameOf)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};
