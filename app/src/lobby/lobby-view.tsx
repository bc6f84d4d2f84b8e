import { Button, Icon, IconButton, SettingsIcon, ShieldAlertIcon, ShieldIcon, Skeleton, Field } from "@tfx/ui";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { DevicePickers } from "../media/device-pickers.tsx";
import { lazyView } from "../scope/lazy-view.tsx";
import { Door } from "./door.tsx";
import type { LobbyModel } from "./lobby-model.ts";
import { Preview } from "./preview.tsx";
import { ProblemCard } from "./problem-card.tsx";
import "./lobby.css";

const LeftBehind = lazyView(
  () => import("../left-behind/left-behind-card.tsx"),
  ({ LeftBehindCard }) => LeftBehindCard,
);

/** Before the call: how one looks and sounds, who is inside, Join. */
export const LobbyView = ({ lobby, openSettings }: { lobby: LobbyModel; openSettings: () => void }) => {
  const { i18n } = useApp();
  const { t } = i18n;
  return (
    <main class="tfx-lobby">
      <header class="tfx-lobby__head">
        <p class="tfx-muted tfx-clip">{t("lobby.room", { room: lobby.invite.room })}</p>
        <IconButton icon={SettingsIcon} label={t("action.settings")} tip="bottom-end" onClick={openSettings} />
      </header>
      <div class="tfx-lobby__main">
        <Preview lobby={lobby} />
        <form
          class="tfx-lobby__form"
          onSubmit={(event) => {
            event.preventDefault();
            lobby.join.value?.();
          }}
        >
          {lobby.door.value === undefined ? <Inside lobby={lobby} /> : <Door lobby={lobby} door={lobby.door.value} />}
          <NameField lobby={lobby} />
          <DevicePickers devices={lobby.devices} />
          <Problems lobby={lobby} />
          {lobby.door.value === undefined && (
            <div class="tfx-lobby__join">
              <Button type="submit" variant="primary" size="large" wide busy={lobby.joining.value}>
                {lobby.joining.value ? t("lobby.joining") : t("lobby.join")}
              </Button>
            </div>
          )}
          <LeftBehind />
          {lobby.safety.value !== undefined && <SealLine sealed={lobby.sealed} line={lobby.safety.value} />}
        </form>
      </div>
    </main>
  );
};

const Inside = ({ lobby }: { lobby: LobbyModel }) => {
  const { i18n } = useApp();
  const { t } = i18n;
  const preview = lobby.preview.value;
  return (
    <div class="tfx-stack">
      <h1 class="tfx-display">{t("lobby.title")}</h1>
      <p class="tfx-muted tfx-lobby__inside" aria-live="polite">
        {preview === undefined ? (
          <Skeleton width="60%" />
        ) : preview.names.length === 0 ? (
          t("lobby.empty")
        ) : (
          t("lobby.here", { names: i18n.list(preview.names), count: preview.names.length })
        )}
      </p>
    </div>
  );
};

const NameField = ({ lobby }: { lobby: LobbyModel }) => {
  const { i18n } = useApp();
  const field = useRef<HTMLDivElement>(null);
  const problem = lobby.nameProblem.value;
  useEffect(() => {
    if (lobby.name.peek() === "") field.current?.querySelector("input")?.focus();
  }, []);
  useEffect(() => {
    if (problem !== undefined) field.current?.querySelector("input")?.focus();
  }, [problem]);
  return (
    <div ref={field}>
      <Field
        label={i18n.t("lobby.name")}
        value={lobby.name.value}
        problem={problem}
        onText={(name) => lobby.rename(name)}
        maxLength={64}
        autocomplete="name"
        name="name"
        enterkeyhint="go"
      />
    </div>
  );
};

const Problems = ({ lobby }: { lobby: LobbyModel }) => {
  const { i18n } = useApp();
  return (
    <>
      {lobby.deviceProblems.value.map(({ kind, words, canRetry }) => (
        <ProblemCard key={kind} words={words}>
          {canRetry && (
            <Button size="small" onClick={() => lobby.retryDevices()}>
              {i18n.t("app.retry")}
            </Button>
          )}
        </ProblemCard>
      ))}
    </>
  );
};

const SealLine = ({ sealed, line }: { sealed: boolean; line: string }) => (
  <p class="tfx-note">
    <Icon icon={sealed ? ShieldIcon : ShieldAlertIcon} />
    {line}
  </p>
);
