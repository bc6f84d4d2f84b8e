import type { ReadonlySignal } from "@preact/signals";
import type { LiveList, PublicStream } from "@tfx/protocol/broadcasts";
import { Icon, PeopleIcon, Skeleton } from "@tfx/ui";
import { useTexts } from "../broadcasts/page-texts.ts";
import { Poster } from "../broadcasts/poster.tsx";
import { sayWhen } from "../broadcasts/say-time.ts";
import "./live.css";

/** What the page knows: the list, or why there is none. */
export type LiveState = { readonly is: "loading" | "no-gateway" | "unreachable" } | { readonly is: "known"; readonly list: LiveList };

/** Properties of the page of live broadcasts. */
export interface LiveViewProps {
  readonly state: ReadonlySignal<LiveState>;
  readonly nowMs: ReadonlySignal<number>;
  /** Where a stream is watched. */
  readonly linkTo: (stream: string) => string;
}

interface CardProps {
  readonly one: PublicStream;
  readonly link: string;
  readonly nowMs: number;
}

const Facts = ({ one, nowMs }: Omit<CardProps, "link">) => {
  const texts = useTexts();
  const { t } = texts;
  if (one.state === "planned")
    return <p class="live-card__when">{one.startsAt === undefined ? "" : sayWhen(texts, Date.parse(one.startsAt), nowMs)}</p>;
  const minutes = one.since === undefined ? 0 : Math.floor((nowMs - Date.parse(one.since)) / 60_000);
  return (
    <p class="live-card__facts">
      <span class="live-card__on">
        <span class="live-lamp" aria-hidden="true" />
        {t(one.state === "break" ? "watch.break" : "watch.live")}
      </span>
      {one.viewers > 0 && (
        <span class="live-card__people">
          <Icon icon={PeopleIcon} small />
          {t("watch.viewers", { count: one.viewers })}
        </span>
      )}
      {minutes >= 1 && <span>{t("live.since", { time: texts.duration(minutes * 60) })}</span>}
    </p>
  );
};

const Card = ({ one, link, nowMs }: CardProps) => {
  const { t } = useTexts();
  return (
    <li>
      <a class="live-card" href={link}>
        <Poster address={one.poster} />
        <div class="live-card__words">
          <h3 class="live-card__title" dir="auto">
            {one.title ?? t("watch.untitled")}
          </h3>
          <Facts one={one} nowMs={nowMs} />
        </div>
      </a>
    </li>
  );
};

const Words = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <div class="live-empty" role="status">
    <p class="live-empty__title">{title}</p>
    <p>{text}</p>
  </div>
);

const Loading = () => (
  <ul class="live-cards" aria-busy="true">
    {[0, 1, 2].map((index) => (
      <li class="live-card" key={index}>
        <div class="poster" />
        <div class="live-card__words">
          <Skeleton width="70%" />
          <Skeleton width="40%" />
        </div>
      </li>
    ))}
  </ul>
);

interface ListProps extends Pick<LiveViewProps, "linkTo"> {
  readonly list: LiveList;
  readonly nowMs: number;
}

const Cards = ({ streams, nowMs, linkTo }: Omit<ListProps, "list"> & { readonly streams: readonly PublicStream[] }) => (
  <ul class="live-cards">
    {streams.map((one) => (
      <Card key={one.stream} one={one} link={linkTo(one.stream)} nowMs={nowMs} />
    ))}
  </ul>
);

const List = ({ list: { now, next }, ...more }: ListProps) => {
  const { t } = useTexts();
  if (now.length === 0 && next.length === 0) return <Words title={t("live.nothing.title")} text={t("live.nothing.text")} />;
  return (
    <>
      <section class="live-part" aria-labelledby="live-now">
        <h2 class="live-part__title" id="live-now">
          {t("live.now")}
        </h2>
        {now.length === 0 ? <p class="live-muted">{t("live.nothingNow")}</p> : <Cards streams={now} {...more} />}
      </section>
      {next.length > 0 && (
        <section class="live-part" aria-labelledby="live-next">
          <h2 class="live-part__title" id="live-next">
            {t("live.next")}
          </h2>
          <Cards streams={next} {...more} />
        </section>
      )}
    </>
  );
};

const Body = ({ state, nowMs, linkTo }: LiveViewProps) => {
  const { t } = useTexts();
  const known = state.value;
  if (known.is === "known") return <List list={known.list} nowMs={nowMs.value} linkTo={linkTo} />;
  if (known.is === "loading") return <Loading />;
  if (known.is === "no-gateway") return <Words title={t("watch.noGateway.title")} text={t("watch.noGateway.text")} />;
  return <Words title={t("watch.unreachable.title")} text={t("watch.unreachable.text")} />;
};

/** What is on, and what comes next. */
export const LiveView = (props: LiveViewProps) => {
  const { t } = useTexts();
  return (
    <main class="live">
      <header class="live__head">
        <h1 class="live__title">{t("live.title")}</h1>
        <a href="/">{t("live.startCall")}</a>
      </header>
      <Body {...props} />
    </main>
  );
};
